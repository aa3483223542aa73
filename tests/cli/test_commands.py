"""Every command on a real bundle: what it prints, as JSON and for people, and how it ends."""

import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import pytest

import hfedge
from hfedge.emit.flatbuffer import read_model
from hfedge_command import HELD_OUT, INTENTS, QUICK, Finished, intents_with, listing, run_hfedge

LABELS = json.loads((INTENTS / "config.json").read_text())["id2label"].values()
TEXT, PAIR = "Where is my naïve 👋 parcel?", "I want my money back"


def done(*arguments: object, **options) -> Finished:
    """A command that must end well."""
    finished = run_hfedge(*arguments, **options)
    assert finished.code == 0, finished.stderr
    return finished


# convert


def test_a_dry_run_shows_the_plan_and_writes_nothing(tmp_path):
    shown = done("convert", INTENTS, "--dry-run", "-o", tmp_path / "m.hfedge", "--recipe", "int8,fp32")
    assert "message-intents" in shown.stdout and "tflite int8" in shown.stdout
    assert listing(tmp_path) == {} and "tensorflow" not in shown.loaded


def test_a_dry_run_as_json_names_the_jobs(tmp_path):
    plan = done("convert", INTENTS, "--dry-run", "--json", "--to", "tflite,saved-model").json
    assert plan["labels"] == list(LABELS) and plan["encode_lengths"] == [16, 32, 64, 128]
    assert plan["jobs"] == [{"target": "tflite", "recipe": "int8"}, {"target": "saved_model", "recipe": "fp32"}]


def test_convert_says_json_on_stdout_and_its_stages_on_stderr_and_replaces_an_older_bundle(tmp_path, intents_bundle):
    place, home = tmp_path / "place", tmp_path / "home"
    shutil.copytree(intents_bundle, place / "m.hfedge")
    found = done("convert", INTENTS, *QUICK, "-o", place / "m.hfedge", "--json", home=home)
    assert found.json["bundle"] == str(place / "m.hfedge") and found.json["passed"] is None
    assert [stage["name"] for stage in found.json["stages"]][:3] == ["resolve", "plan", "start TensorFlow"]
    # Our stages, and none of TensorFlow's own lines.
    assert "trace ...\n" in found.stderr and all(line.endswith(" ...") for line in found.stderr.splitlines())
    assert list((home / "tmp").iterdir()) == []
    assert sorted(listing(place)) == [
        f"m.hfedge/{name}" for name in ("", "README.md", "hfedge.json", "model.int8.tflite")
    ]


def test_a_recipe_asked_for_twice_is_written_once():
    plan = done("convert", INTENTS, "--dry-run", "--json", "--to", "tflite,tflite", "--recipe", "int8,int8").json
    assert plan["jobs"] == [{"target": "tflite", "recipe": "int8"}]


# run


def test_run_gives_one_object_a_text(intents_bundle):
    found = done("run", intents_bundle, TEXT, "hello", "--json").json
    assert [set(item) for item in found] == [{"text", "labels"}] * 2 and found[0]["text"] == TEXT
    scores = [entry["score"] for entry in found[0]["labels"]]
    assert found[0]["labels"][0]["label"] == "order_status" and scores == sorted(scores, reverse=True)
    assert {entry["label"] for entry in found[0]["labels"]} == set(LABELS) and sum(scores) == pytest.approx(1, abs=1e-4)


def test_run_for_people_shows_text_and_label(intents_bundle):
    shown = done("run", intents_bundle, TEXT)
    assert TEXT in shown.stdout and "order_status" in shown.stdout and shown.stderr == ""


def test_run_needs_neither_tensorflow_nor_torch(intents_bundle):
    assert done("run", intents_bundle, TEXT, HFEDGE_TEST_MISSING="tensorflow torch transformers").loaded == ("numpy",)


def test_the_second_text_of_a_pair_counts(intents_bundle):
    alone, pair = (done("run", intents_bundle, TEXT, *more, "--json").json[0] for more in ([], ["--pair", PAIR]))
    assert pair["pair"] == PAIR and pair["labels"] != alone["labels"]


def test_a_recipe_can_be_chosen(intents_bundle):
    int8, fp32 = (done("run", intents_bundle, TEXT, "--recipe", name, "--json").json[0] for name in ("int8", "fp32"))
    assert int8["labels"][0]["label"] == fp32["labels"][0]["label"]
    assert 0 < abs(int8["labels"][0]["score"] - fp32["labels"][0]["score"]) < 0.05


def test_top_k_limits_the_labels(intents_bundle):
    assert len(done("run", intents_bundle, TEXT, "--top-k", 2, "--json").json[0]["labels"]) == 2


def test_lines_of_stdin_are_texts_and_only_newlines_end_them(intents_bundle):
    found = done("run", intents_bundle, "--json", stdin="one\u2028still one\r\n\nthree").json
    assert [item["text"] for item in found] == ["one\u2028still one", "", "three"]


def test_invalid_utf8_is_read_as_replacement_characters(intents_bundle):
    by_pipe = done("run", intents_bundle, "--json", stdin=b"bad \xff byte\n").json
    by_argument = done("run", intents_bundle, "bad \udcff byte", "--json").json
    assert by_pipe == by_argument and by_pipe[0]["text"] == "bad \ufffd byte"


def test_control_characters_of_a_text_do_not_reach_the_terminal(intents_bundle):
    shown = done("run", intents_bundle, "a\x1b[31mb\rc\u202ed")
    assert r"a\x1b[31mb\rc\u202ed" in shown.stdout and "\x1b" not in shown.stdout


def test_run_takes_the_tflite_file_alone(intents_bundle, tmp_path):
    alone = shutil.copy(intents_bundle / "model.int8.tflite", tmp_path)
    assert done("run", alone, TEXT, "--json").json == done("run", intents_bundle, TEXT, "--json").json


# tokenize


@pytest.mark.parametrize("text", [TEXT, "", "unaffable [SEP] café", "a\ud83d".encode("utf-8", "ignore").decode()])
def test_tokenize_equals_the_tokenizers_library(intents_bundle, text):
    from tokenizers import Tokenizer

    found = done("tokenize", intents_bundle, text, "--json").json[0]
    expected = Tokenizer.from_file(str(INTENTS / "tokenizer.json")).encode(text)
    lengths = np.cumsum([0, *(len(char.encode()) for char in text)]).tolist()
    assert found["ids"] == expected.ids and found["text"] == text
    assert found["offsets"] == [[lengths[begin], lengths[end]] for begin, end in expected.offsets]
    pieces = [text.encode()[begin:end].decode() for begin, end in found["offsets"]]
    assert found["tokens"] == [piece or token for piece, token in zip(pieces, expected.tokens, strict=True)]


def test_tokenize_for_people_shows_ids_and_bytes(intents_bundle):
    shown = done("tokenize", intents_bundle, "naïve")
    assert "[CLS]" in shown.stdout and "1-4" in shown.stdout


# detokenize


def test_detokenize_gives_the_text_of_ids(intents_bundle):
    from tokenizers import Tokenizer

    reference = Tokenizer.from_file(str(INTENTS / "tokenizer.json"))
    ids = reference.encode(TEXT).ids
    assert done("detokenize", intents_bundle, *ids, "--json").json == [{"ids": ids, "text": reference.decode(ids)}]
    kept = done("detokenize", intents_bundle, *ids, "--keep-special", HFEDGE_TEST_MISSING="tensorflow tokenizers")
    assert kept.stdout == reference.decode(ids, skip_special_tokens=False) + "\n" and kept.loaded == ("numpy",)


def test_lines_of_stdin_are_lists_of_ids_however_they_are_written(intents_bundle):
    one, none, other = done("detokenize", intents_bundle, "-", "--json", stdin="[2, 500,600,3]\n\n500 600\t3\n").json
    assert one["ids"] == [2, 500, 600, 3] and none == {"ids": [], "text": ""} and other["ids"] == [500, 600, 3]
    assert one["text"] == other["text"] != ""


def test_what_tokenize_prints_as_json_can_be_turned_back(intents_bundle):
    found = done("tokenize", intents_bundle, "my parcel", "a refund", "--json").json
    lines = "\n".join(json.dumps(item["ids"]) for item in found)
    assert done("detokenize", intents_bundle, "-", stdin=lines).stdout == "my parcel\na refund\n"


@pytest.mark.parametrize("wrong", ["x", "1.5", "0x10", "٣", "9" * 30])
def test_what_is_no_id_is_named(intents_bundle, wrong):
    refused = run_hfedge("detokenize", intents_bundle, "2", wrong)
    assert refused.code == 2 and f"{wrong!r} is no token id" in refused.message


def test_more_ids_than_the_bundle_takes_are_refused(intents_bundle):
    refused = run_hfedge("detokenize", intents_bundle, *[5] * 129)
    assert refused.code == 1 and "129 ids, the file decodes at most 128" in refused.message


def test_a_tokenizer_whose_ids_cannot_be_decoded_converts_all_the_same_and_says_so(tmp_path):
    fallback = {"type": "Sequence", "decoders": [{"type": "ByteFallback"}, {"type": "Strip", "content": " ",
                "start": 1, "stop": 0}]}  # fmt: skip
    model = intents_with(tmp_path / "model", tokenizer=lambda found: found | {"decoder": fallback})
    converted = done("convert", model, *QUICK, "-o", tmp_path / "m.hfedge")
    said = [line for line in converted.stderr.splitlines() if not line.endswith(" ...")]
    assert said == ["no detokenize signature, ids stay ids: Strip between ByteFallback and Fuse"]
    assert not [name for name in done("inspect", tmp_path / "m.hfedge", "--json").json["signatures"] if "deto" in name]
    refused = run_hfedge("detokenize", tmp_path / "m.hfedge", "5")
    assert refused.code == 1 and "no detokenize_<T>" in refused.message


# inspect, list, doctor


def test_inspect_reads_a_bundle_and_a_file_of_it(intents_bundle):
    whole = done("inspect", intents_bundle, "--json").json
    alone = done("inspect", intents_bundle / "model.int8.tflite", "--json").json
    assert whole["labels"] == alone["labels"] == list(LABELS) and whole["signatures"] == alone["signatures"]
    assert whole["parity"]["passed"] is True and len(whole["artifacts"]) == 6
    shown = " ".join(done("inspect", intents_bundle).stdout.split())
    assert "message-intents" in shown and "tokenize_64, tokenize_128" in shown and "encode_128, detokenize_128" in shown


def test_inspect_says_what_would_be_done_with_a_model():
    shown = done("inspect", INTENTS, "--json")
    assert shown.json["architecture"] == "bert" and shown.json["vocabulary"] == 4800
    assert "tensorflow" not in shown.loaded


@pytest.mark.parametrize(
    ("what", "known"),
    [
        ("tasks", "text-classification"),
        ("architectures", "distilbert"),
        ("tokenizers", "WordPiece"),
        ("recipes", "int8"),
    ],
)
def test_list_names_what_there_is(what, known):
    rows = done("list", what, "--json").json
    assert known in [row["name"] for row in rows] and known in done("list", what).stdout


def test_list_says_of_every_step_of_a_tokenizer_what_it_does():
    from hfedge.tokenizer.spec import KNOWN
    from hfedge.tokenizer.summaries import SUMMARIES

    assert {step: set(table) for step, table in KNOWN.items()} == {step: set(row) for step, row in SUMMARIES.items()}
    rows = done("list", "tokenizers", "--json").json
    assert len(rows) == sum(map(len, KNOWN.values())) and all(row["does"] for row in rows)
    shown = done("list", "tokenizers").stdout.splitlines()
    assert len(shown) == len(rows) + 1 and all(len(line.rstrip()) <= 120 for line in shown)


def test_doctor_finds_what_is_installed():
    rows = {row["name"]: row for row in done("doctor", "--json").json}
    assert rows["tensorflow"]["found"] and rows["ai-edge-litert"]["found"] and rows["torch"]["enables"]


def test_doctor_says_how_to_get_what_cannot_be_loaded():
    shown = done("doctor", HFEDGE_TEST_MISSING="torch")
    assert "hfedge[reference]" in shown.stdout and "cuda device" in shown.stdout and "torch" not in shown.loaded


# verify


@pytest.fixture(scope="session")
def small_bundle(shared_bundle) -> Path:
    """Quick to verify: one TFLite file of one length."""
    return shared_bundle("small", INTENTS, *QUICK)


def test_verify_compares_on_the_built_in_texts_and_writes_a_page(small_bundle, tmp_path):
    found = done("verify", small_bundle, "--model", INTENTS, "--json", "--report", tmp_path / "parity.html").json
    (item,) = found["artifacts"]
    assert found["passed"] is True and item["texts"] > 50 and item["bytes"] > 1e6
    assert [row["text"] for row in item["latency"]["texts"]] == ["short", "typical", "longest"]
    page = (tmp_path / "parity.html").read_text()
    assert "inside its budget" in page and item["latency"]["machine"] in page


def test_bench_times_what_is_asked_for_and_refuses_what_is_not_there(small_bundle):
    found = done("bench", small_bundle, "--threads", "2", "--json").json
    (item,) = found["recipes"]
    assert (found["threads"], item["recipe"]) == (2, "int8") and item["bytes"] > 1e6
    assert [row["text"] for row in item["texts"]] == ["short", "typical", "longest"]
    for row in item["texts"]:
        assert 0 < row["tokenize_ms"] < row["ms"] and row["least_ms"] <= row["ms"] and row["tokens"] <= row["length"]
    refused = run_hfedge("bench", small_bundle, "--recipe", "fp16")
    assert refused.code == 2 and "no .tflite of the recipe fp16" in refused.stderr and "int8" in refused.stderr


def test_the_reports_in_a_bundle_hold_no_times_and_both_answers(intents_bundle):
    found = json.loads((intents_bundle / "parity.json").read_text())
    assert {item["latency"] for item in found["artifacts"]} == {None} and len(found["artifacts"]) > 3
    for item in found["artifacts"]:
        assert all(set(case[side].split()[0] for side in ("original", "edge")) <= set(LABELS) for case in item["worst"])
        assert sum(item["differences"]["counts"]) + item["differences"]["equal"] == item["points"]["of"] > 500
    assert "hfedge verify --report" in (intents_bundle / "parity.html").read_text()


def test_verify_refuses_another_commit(small_bundle, tmp_path):
    other = intents_with(
        tmp_path / "message-intents", weights=lambda found: found | {"classifier.bias": np.ones(8, "f4")}
    )
    refused = run_hfedge("verify", small_bundle, "--model", other)
    assert refused.code == 2 and "the bundle was made of" in refused.message


def test_verify_of_a_folders_bundle_asks_for_the_folder(small_bundle):
    assert "--model" in run_hfedge("verify", small_bundle).message


def test_verify_refuses_a_report_that_it_could_not_write(small_bundle, tmp_path):
    refused = run_hfedge("verify", small_bundle, "--model", INTENTS, "--report", tmp_path / "no" / "parity.html")
    assert refused.code == 2 and "report" in refused.message and "torch" not in refused.loaded


def perturbed(bundle: Path, out: Path, share: float) -> Path:
    """A copy whose largest table (the embedding, int8) is off by `share`, with a manifest that agrees."""
    shutil.copytree(bundle, out)
    file = out / "model.int8.tflite"
    data = np.frombuffer(file.read_bytes(), np.uint8).copy()
    at = data.tobytes().index(_embedding_rows(file))
    table = data[at : at + 4800 * 128].view(np.int8)
    table[:] = np.clip(table * (1 + share * np.random.default_rng(0).choice([-1, 1], table.size)), -127, 127)
    file.write_bytes(data.tobytes())
    manifest = json.loads((out / "hfedge.json").read_text())
    manifest["artifacts"][0]["files"][0]["sha256"] = hashlib.sha256(data.tobytes()).hexdigest()
    (out / "hfedge.json").write_text(json.dumps(manifest))
    return out


def _embedding_rows(file: Path) -> bytes:
    """The first rows of the embedding table as they are stored."""
    model = read_model(file.read_bytes())
    tensors = (tensor for graph in model.subgraphs for tensor in graph.tensors)
    table = next(tensor for tensor in tensors if list(tensor.shape) == [4800, 128])
    return bytes(model.buffers[table.buffer].data[: 4 * 128])


def test_an_artifact_outside_its_budget_ends_with_3(small_bundle, tmp_path):
    wrong, report = perturbed(small_bundle, tmp_path / "wrong.hfedge", 0.5), tmp_path / "parity.json"
    (tmp_path / "texts.txt").write_text("one text about a refund\nof a pair\tthe other\nlog me in, please\n")
    found = run_hfedge("verify", wrong, "--model", INTENTS, "--data", tmp_path / "texts.txt", "--report", report)
    assert found.code == 3 and "FAILED" in found.stdout and "OUTSIDE" in found.stdout
    written = json.loads(report.read_text())
    assert written["passed"] is False and written["artifacts"][0]["failures"] and written["artifacts"][0]["texts"] == 3


# exit codes


@pytest.mark.parametrize(
    ("code", "arguments"),
    [(0, ["list", "recipes"]), (1, ["run", "no-such.hfedge", "x"]), (1, ["convert", "./no-such-model"]),
     (2, ["frobnicate"]), (2, ["convert"]), (2, ["convert", INTENTS, "--recipe", "int3"]),
     (2, ["run", "x", "--top-k", "0"]), (2, ["list", "planets"])],
)  # fmt: skip
def test_exit_codes_are_those_of_the_contract(code, arguments, tmp_path):
    assert run_hfedge(*arguments).code == code


def test_a_tampered_file_is_not_run(small_bundle, tmp_path):
    shutil.copytree(small_bundle, tmp_path / "b.hfedge")
    with (tmp_path / "b.hfedge" / "model.int8.tflite").open("r+b") as file:
        file.seek(100_000)
        file.write(b"\x01\x02\x03")
    assert "SHA-256" in run_hfedge("run", tmp_path / "b.hfedge", "x").message


# the Python API


def test_the_api_runs_a_bundle(intents_bundle):
    with hfedge.Bundle(intents_bundle) as bundle:
        assert bundle.recipes[0] == "int8" and "fp32" in bundle.recipes
        assert bundle.run(TEXT).labels[0].label == "order_status"
        assert bundle.tokenize("naïve").offsets[1:-1][0][0] == 0
        assert bundle.decode(bundle.tokenize("two words").ids) == "two words"
        assert bundle.decode(bundle.tokenize("two").ids, skip_special_tokens=False) == "[CLS] two [SEP]"
        assert bundle.run(TEXT, PAIR, recipe="fp32").pair == PAIR


def test_the_api_converts_and_verifies(tmp_path):
    out = tmp_path / "m.hfedge"
    with hfedge.convert(str(INTENTS), out, targets=["tflite"], recipes=["fp32"], lengths=[16], verify=False) as bundle:
        assert bundle.path == out and bundle.recipes == ("fp32",)
    report = hfedge.verify(out, model=str(INTENTS), texts=[("a text",), (TEXT,)])
    assert report.passed and report.artifacts[0].max_abs_diff < 1e-5


def test_the_api_raises_what_the_command_line_prints(tmp_path):
    with pytest.raises(hfedge.HfedgeError, match="unknown recipe 'int3'"):
        hfedge.convert(str(INTENTS), tmp_path / "m.hfedge", recipes=["int3"])
    assert listing(tmp_path) == {}


# the model's own job


@pytest.mark.slow
def test_labels_on_the_held_out_rows_equal_torch(intents_bundle, capsys):
    import torch
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    texts = [line.split("\t", 1)[1] for line in HELD_OUT.read_text().splitlines()]
    tokenizer = AutoTokenizer.from_pretrained(INTENTS)
    model = AutoModelForSequenceClassification.from_pretrained(INTENTS).eval()
    with torch.inference_mode():
        rows = [model(**tokenizer(text, return_tensors="pt", truncation=True)).logits for text in texts]
    expected = [model.config.id2label[int(row.argmax())] for row in rows]
    with hfedge.Bundle(intents_bundle) as bundle:
        equal = {
            recipe: sum(
                bundle.run(text, recipe=recipe).labels[0].label == label for text, label in zip(texts, expected)
            )
            for recipe in ("fp32", "fp16", "int8")
        }
    with capsys.disabled():
        print(f"\nlabels equal to torch's of {len(texts)}: {equal}")
    assert len(texts) >= 400 and equal["fp32"] == len(texts) and equal["int8"] >= 0.99 * len(texts)
