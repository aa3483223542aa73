"""`hfedge conformance`: what it says of a tokenizer that agrees, and of one that does not."""

import io
import json
import shutil

import pytest
from rich.console import Console

from hfedge.conformance import suite
from hfedge.conformance.show import conformance_table, markdown, shown
from hfedge.tokenizer.spec import parse_tokenizer_json
from hfedge_command import INTENTS, ROOT, run_hfedge, show_in_terminal

BERT = ROOT / "tests" / "families" / "wordpiece-bert.json"
LINES = "Where is my naïve 👋 parcel?\nit's [MASK] 2026, 中文\n\n"
QUICK = ("--fuzz", "0")


@pytest.fixture
def corpus(tmp_path):
    file = tmp_path / "lines.txt"
    file.write_bytes(LINES.encode() + b"bad \xff byte\r\nlast")
    return file


def source(change=None):
    data = json.loads(BERT.read_text(encoding="utf-8"))
    if change:
        change(data)
    return parse_tokenizer_json(json.dumps(data), "tokenizer.json")


def planted(change, rows):
    """The record of the BERT tokenizer compared with another, which was changed."""
    return suite.run(source(), {"rows": rows}, name="planted", reference=source(change))


def swap_two_ids(data):
    vocabulary = data["model"]["vocab"]
    vocabulary["the"], vocabulary["you"] = vocabulary["you"], vocabulary["the"]


def other_type_ids(data):
    for piece in data["post_processor"]["single"]:
        next(iter(piece.values()))["type_id"] = 1


# What the command says


def test_a_tokenizer_that_agrees_ends_well_with_a_table(corpus):
    done = run_hfedge("conformance", BERT, "--corpus", corpus, "--fuzz", 40, "--seed", 3)
    assert done.code == 0, done.stderr
    assert "Identical on all 45 texts." in done.stdout and "lines.txt" in done.stdout and "WordPiece" in done.stdout
    assert all(line.endswith(" ...") for line in done.stderr.splitlines()) and "random strings (40)" in done.stderr


def test_json_counts_every_field_of_every_group(corpus):
    found = run_hfedge("conformance", BERT, "--corpus", corpus, *QUICK, "--json").json
    assert found["passed"] and found["differences"] == [] and found["left_out"] == 0
    counts = {"strings": 5, "ids_equal": 5, "offsets_equal": 5, "type_ids_equal": 5}
    assert {key: found[key] for key in counts} == counts and found["groups"] == [{"name": "lines.txt", **counts}]
    assert found["kind"] == "WordPiece" and found["vocabulary"] == 1505 and 50 < found["ops"] < 400
    assert found["table_bytes"] > 100_000 and found["microseconds"] > 0 and found["compile_seconds"] > 0


def test_neighbouring_texts_are_compared_as_pairs(corpus):
    groups = suite.chosen_groups(source(), corpus, 0, 0, pairs=True)
    assert groups["lines.txt"][1:4] == [
        (b"it's [MASK] 2026, \xe4\xb8\xad\xe6\x96\x87", b""),
        (b"", b"bad \xff byte"),
        (b"bad \xff byte", b"last"),
    ]
    found = suite.run(source(), groups, pairs=True)
    assert found.passed and found.total.strings == 5


def test_a_folder_with_a_model_and_one_with_a_tokenizer_alone(corpus, tmp_path):
    (tmp_path / "alone").mkdir()
    shutil.copy(INTENTS / "tokenizer.json", tmp_path / "alone")
    found = [
        run_hfedge("conformance", folder, "--corpus", corpus, *QUICK, "--json").json
        for folder in (INTENTS, tmp_path / "alone")
    ]
    assert [item["passed"] for item in found] == [True, True]
    assert [item["name"] for item in found] == ["message-intents", "alone"]


def test_a_terminal_sees_a_bar_and_the_table(corpus):
    seen = show_in_terminal("conformance", BERT, "--corpus", corpus, *QUICK)
    assert "━" in seen and "Identical on all" in seen and "INFO:" not in seen


# What is wrong with the request


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nothing-here/at/all"], "no such file or folder"),
        ([ROOT / "docs"], "there is no tokenizer"),
        ([ROOT / "README.md"], "not valid JSON"),
        ([INTENTS / "model.safetensors"], "it cannot be read"),
        ([BERT, "--revision", "main"], "has no revisions"),
        ([BERT, "--corpus", "nowhere.txt"], "the corpus cannot be read"),
        ([BERT, "--corpus", "/dev/null"], "the corpus has no text"),
    ],
)
def test_a_bad_request_is_refused_in_one_message(arguments, said):
    done = run_hfedge("conformance", *arguments)
    assert said in done.message and done.code in (1, 2) and "tensorflow" not in done.loaded


def test_a_tokenizer_that_cannot_be_compiled_is_refused_by_its_step(tmp_path):
    data = json.loads(BERT.read_text(encoding="utf-8"))
    data["normalizer"] = {"type": "Mystery"}
    (tmp_path / "tokenizer.json").write_text(json.dumps(data))
    done = run_hfedge("conformance", tmp_path / "tokenizer.json")
    assert done.code == 1 and "Mystery" in done.message


def test_the_command_ends_with_1_where_they_differ(monkeypatch, corpus):
    """In this process: the compiled tokenizer is one of another file."""
    from click.testing import CliRunner

    from hfedge.cli import main

    right = suite.compile_tokenizer
    monkeypatch.setattr(suite, "compile_tokenizer", lambda spec: right(source(swap_two_ids)))
    corpus.write_text("you and the others\nnothing\n")
    done = CliRunner().invoke(main, ["conformance", str(BERT), "--corpus", str(corpus), *QUICK])
    assert done.exit_code == 1 and "NOT identical: 1 or more of 2 texts differ." in done.output
    assert "1 (50.000 %)" in done.output and "'you'" in done.output


# That differences are found, and how they look


def test_swapped_ids_are_found_counted_and_made_small():
    found = planted(swap_two_ids, ["Did you see the red one?", "no", "the", "a b c", "YOU"])
    assert not found.passed and (found.total.ids_equal, found.total.offsets_equal) == (2, 5)
    assert {difference.row for difference in found.differences} <= {"you", "the", "YOU"}
    assert all(difference.fields == ("ids",) for difference in found.differences)
    text = rendered(found)
    assert "differs in ids from token 1 on" in text and "<>" in text and "'the'" in text and "0-3" in text


def test_other_type_ids_are_found():
    found = planted(other_type_ids, ["a", "b c"])
    total = found.total
    assert (total.ids_equal, total.offsets_equal, total.type_ids_equal) == (2, 2, 0) and not found.passed


def test_a_difference_in_a_cut_text_and_in_bytes_is_kept_as_it_was_given():
    def shorter_words(data):
        data["model"]["max_input_chars_per_word"] = 4

    found = planted(shorter_words, [b"\xff " * 5 + b"where", "where " * 20])
    assert found.total.ids_equal == 0
    assert [type(difference.row) for difference in found.differences] == [bytes, str]
    assert len(found.differences[0].row) <= 5 and len(found.differences[1].row) == 5
    data = found.to_json()["differences"]
    assert data[0]["texts"] == [{"hex": found.differences[0].row.hex()}] and data[0]["differ"][0] == "ids"
    assert data[1]["expected"]["ids"] != data[1]["found"]["ids"]


def test_a_text_longer_than_any_program_is_left_out_and_said_to_be():
    found = suite.run(source(), {"rows": ["x" * 70_000, "y"]})
    assert found.left_out == 1 and found.total.strings == 1 and found.passed
    assert "Left out, being longer than any program takes: 1 texts." in rendered(found)


def test_a_word_of_ten_thousand_letters_is_not_left_out():
    groups = suite.built_in_groups(source(), fuzz=10, seed=0)
    assert {len(text) for text in groups["10,000-letter words"]} == {10_000}
    assert suite.run(source(), {"words": groups["10,000-letter words"]}).total.ids_equal == 2


def test_nothing_of_a_text_reaches_the_terminal_raw():
    assert shown("a\x1b[31m\u202e中") == r"'a\x1b[31m\u202e\u4e2d' (12 bytes)"
    assert shown("x" * 1000).startswith("'xxx") and len(shown("x" * 1000)) < 160
    assert shown(b"\xff\n") == r"b'\xff\n' (2 bytes)"


def test_almost_all_is_not_shown_as_all():
    group = suite.GroupResult("x", 10**6, 999_999, 10**6, 10**6)
    record = suite.Conformance("n", "BPE", 9, (group,), (), 0, 10, 2000, 12.3, 0.5)
    table = rendered(record)
    assert "999,999 (99.999 %)" in table and "NOT identical: 1 or more of 1,000,000" in table and not record.passed
    assert markdown([record]).splitlines()[2] == "| BPE | n | 1,000,000 | 99.999 % | 100 % | 10 | 2,000 | 12 |"


def test_random_strings_are_the_same_every_time_and_hold_the_added_tokens():
    first, second = (suite.fuzz_groups(source(), 6000, 5) for _ in range(2))
    assert first == second != suite.fuzz_groups(source(), 6000, 6)
    assert [len(rows) for rows in first.values()] == [2500, 2500, 1000]
    text = "".join(row for rows in first.values() for row in rows)
    assert text.count("[MASK]") > 50 and not any(row.endswith("\0") for rows in first.values() for row in rows)


def rendered(found):
    screen = io.StringIO()
    for item in conformance_table(found, source()):
        Console(width=160, file=screen).print(item, markup=False, highlight=False)
    return screen.getvalue()
