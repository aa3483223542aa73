"""Reading texts and labels of the person's own: files here, data sets by a stand-in for the package."""

import json
import os
import subprocess
import sys
import types
from pathlib import Path

import pytest

from hfedge.cli.options import data_request
from hfedge.data import DataRequest, Samples, read_samples
from hfedge.errors import SourceError, UsageError


def read(path: Path, *columns: str, task: str = "text-classification", pairs_only: bool = False, **more) -> Samples:
    return read_samples(DataRequest(str(path), columns, **more), task, pairs_only)


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


# --- what is read


def test_a_text_file_has_a_text_a_line_and_pairs_by_a_tab(tmp_path):
    found = read(written(tmp_path, "a.txt", "\ufeffone\r\n\r\ntwo\tits pair\n\u2028three"))
    assert found.values == (("one",), ("two", "its pair"), ("\u2028three",))
    assert found.numbers == (1, 3, 4) and found.labels is None and found.source == "3 lines of a.txt"


def test_csv_cells_hold_quotes_and_line_ends(tmp_path):
    found = read(written(tmp_path, "a.csv", 'label,text\n1,"a ""b"",\nc"\n0,"d"\n'))
    assert found.values == (('a "b",\nc',), ("d",)) and found.labels == ("1", "0") and found.numbers == (2, 4)
    assert found.source == "2 rows of a.csv, column text"
    assert found.said == ("texts from column text", "labels from column label")


def test_a_quotation_mark_in_tsv_is_a_character(tmp_path):
    found = read(written(tmp_path, "a.tsv", 'text\tlabel\n"so be it\t1\n'))
    assert found.values == (('"so be it',),)


def test_a_table_without_names_has_columns_by_their_places(tmp_path):
    found = read(written(tmp_path, "a.tsv", "good\tthe text\nbad\tanother\n"), "2", label="1")
    assert found.values == (("the text",), ("another",)) and found.labels == ("good", "bad")


def test_json_lines_and_json_arrays_hold_objects_or_texts(tmp_path):
    rows = [{"premise": "a", "hypothesis": "b", "label": 2}, {"premise": "c", "hypothesis": "d", "label": 0}]
    lines = written(tmp_path, "a.jsonl", "\n".join(map(json.dumps, rows)) + "\n\n")
    array = written(tmp_path, "a.json", json.dumps(rows))
    for path in (lines, array, written(tmp_path, "b.json", lines.read_bytes())):
        found = read(path)
        assert found.values == (("a", "b"), ("c", "d")) and found.labels == (2, 0)
    assert read(written(tmp_path, "c.json", '["x", "y"]')).values == (("x",), ("y",))


def test_rows_without_a_text_are_passed_over_and_counted(tmp_path):
    found = read(written(tmp_path, "a.jsonl", '{"text": "a"}\n{"text": null}\n{"text": "  "}\n{}\n'))
    assert found.values == (("a",),) and found.said[-1] == "rows without a text, passed over: 3"


def test_samples_are_drawn_from_the_whole_file_the_same_each_time(tmp_path):
    path = written(tmp_path, "a.txt", "\n".join(map(str, range(1000))))
    first, second = (read(path, samples=50) for _ in range(2))
    numbers = [int(text) for (text,) in first.values]
    assert first == second and len(set(numbers)) == 50 and numbers == sorted(numbers) and numbers[-1] > 900
    assert first.source == "50 of 1,000 lines of a.txt"
    assert read(path, samples=5000).source == "1,000 lines of a.txt"


# --- which columns


@pytest.mark.parametrize(
    "header,task,pairs_only,expected",
    [
        ("id,sentence,label", "text-classification", False, ("sentence",)),
        ("sentence1,sentence2,label,idx", "text-classification", False, ("sentence1", "sentence2")),
        ("text,text_pair", "text-classification", False, ("text", "text_pair")),
        ("id,title,context,question,answers", "question-answering", True, ("question", "context")),
        ("tokens,ner_tags", "token-classification", False, ("tokens",)),
        ("question,choices,label", "multiple-choice", True, ("question", "choices")),
        ("verse,label", "text-classification", False, ("verse",)),
    ],
)
def test_columns_are_known_by_their_names(tmp_path, header, task, pairs_only, expected):
    row = dict.fromkeys(header.split(","), "x")
    assert read(written(tmp_path, "a.json", json.dumps([row])), task=task, pairs_only=pairs_only).columns == expected


@pytest.mark.parametrize("header,pairs_only", [("text,sentence", False), ("a,b", False), ("text,label", True)])
def test_columns_that_are_not_clear_are_listed(tmp_path, header, pairs_only):
    path = written(tmp_path, "a.csv", f"{header}\nx,y\n")
    with pytest.raises(UsageError, match=f"not clear.*columns {header.replace(',', ', ')}. Name the column with --co"):
        read(path, pairs_only=pairs_only)


# --- what is refused, with its line


@pytest.mark.parametrize(
    "name,content,message",
    [
        ("a.txt", "", "a.txt: no row has a text"),
        ("a.csv", "", "a.csv: the file is empty"),
        ("a.jsonl", "\n", "a.jsonl: the file has no rows"),
        ("a.txt", "a\nb\tc\td\n", "line 2: 2 tabs"),
        ("a.txt", b"a\nb\xff\n", "line 2: the bytes ff 0a are no UTF-8"),
        ("a.txt", "é".encode("utf-16"), "the file is UTF-16"),
        ("a.txt", b"a\nb\0\n", "line 2: a NUL byte"),
        ("a.txt", "a\n" + "b" * (1 << 20) + "\n", "line 2: a line of over 1,048,576 bytes"),
        ("a.csv", "text,label\na,1\nb\n", "line 3: 1 cells where the first row has 2"),
        ("a.csv", 'text,label\na,1\n"b,2\nc,3\n', "line 3: no CSV"),
        ("a.csv", 'text,label\n"a"b,1\n', "line 2: no CSV"),
        ("a.csv", "text,text\na,b\n", "line 1: several columns are called 'text'"),
        ("a.csv", "text\n" + "b" * 200_000 + "\n", "line 2: no CSV .field larger"),
        ("a.jsonl", '{"text": "a"}\n{"text": 5}\n', "line 2: int 5 where a text is expected"),
        ("a.jsonl", '{"text": "a"}\n{"text"\n', "line 2: no JSON"),
        ("a.jsonl", '{"text": "a"}\n["b"]\n', "line 2: a JSON list"),
        ("a.jsonl", "[" * 100_000 + "\n", "line 1: no JSON"),
        ("a.json", '{"text": "a"}', "a JSON dict"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(tmp_path, name, content, message):
    with pytest.raises(UsageError, match=message):
        read(written(tmp_path, name, content))


@pytest.mark.parametrize("source", ["no.csv", "no such file", "data/no.jsonl", "no", "../up"])
def test_what_is_no_file_and_no_hub_id_is_refused(source):
    with pytest.raises(UsageError, match="there is no such file"):
        read(Path(source))


def test_a_column_that_is_not_there_is_an_error_that_lists_those_that_are(tmp_path):
    path = written(tmp_path, "a.csv", "text,label\na,1\n")
    for more in ({"columns": ("body",)}, {"columns": ("text",), "label": "body"}):
        with pytest.raises(UsageError, match="no column 'body'. Accepted: columns text, label"):
            read_samples(DataRequest(str(path), **more), "text-classification")


def test_a_file_has_no_splits(tmp_path):
    with pytest.raises(UsageError, match="no splits"):
        read(written(tmp_path, "a.txt", "a\n"), split="train")


def test_options_of_data_without_any_are_refused_by_name():
    for given, flag in (({"columns": ("a",)}, "--column"), ({"columns": (), "label": "b"}, "--label-column")):
        with pytest.raises(UsageError, match=f"^{flag} without --data, whose rows it is about"):
            data_request("--data", None, **given)
    with pytest.raises(UsageError, match="3 columns"):
        data_request("--data", "a.csv", ("a", "b", "c"))
    assert data_request("--data", None, (), split="", samples=None) is None
    assert data_request("--data", "a.csv", ("a",), label="b") == DataRequest("a.csv", ("a",), "b")


# --- data sets


class Stream:
    """As datasets.IterableDataset."""

    def __init__(self, rows: list[dict], **features):
        self.rows, self.features, self.asked = rows, features, 0

    def shuffle(self, seed: int, buffer_size: int) -> "Stream":
        assert seed == 0 and buffer_size > 1
        return Stream(self.rows[::-1], **self.features)

    def __iter__(self):
        for row in self.rows:
            self.asked += 1
            yield row


@pytest.fixture
def datasets(monkeypatch) -> types.ModuleType:
    """A package with the data set org/name alone."""
    module = types.ModuleType("datasets")
    labels = types.SimpleNamespace(names=["bad", "good"])
    rows = [{"sentence": f"text {number}", "label": number % 2} for number in range(100)]
    module.splits = {"train": Stream(rows, label=labels), "test": Stream(rows[:3], label=labels)}
    module.calls = []

    def load_dataset(name, config=None, **options):
        module.calls.append((name, config, options))
        if name != "org/name":
            raise FileNotFoundError(f"Dataset {name} doesn't exist\non the Hub")
        return module.splits

    module.__version__, module.load_dataset = "5.0.0", load_dataset
    monkeypatch.setitem(sys.modules, "datasets", module)
    return module


def test_a_data_set_is_streamed_and_its_labels_have_names(datasets):
    found = read(Path("org/name"), samples=10)
    assert datasets.calls == [("org/name", None, {"streaming": True})]
    assert found.values[0] == ("text 99",) and len(found.values) == 10 and found.label_names == ("bad", "good")
    assert found.source == "10 rows of org/name (train), column sentence"
    assert found.said == ("the split train", "texts from column sentence", "labels from column label")


def test_no_more_rows_are_asked_for_than_are_taken(datasets, monkeypatch):
    stream = datasets.splits["test"]
    monkeypatch.setattr(stream, "shuffle", lambda **_: stream)
    read(Path("org/name"), split="test", samples=2)
    assert stream.asked == 2


def test_which_split_is_taken_depends_on_what_for(datasets):
    found = read_samples(DataRequest("org/name"), "text-classification", purpose="verify")
    assert found.where == "org/name (test)"


def test_a_data_set_that_cannot_be_had_is_an_error_of_one_line(datasets):
    with pytest.raises(SourceError, match="org/other: the data set cannot be read .Dataset org/other doesn't exist"):
        read(Path("org/other"))
    with pytest.raises(UsageError, match="no split 'dev'. Accepted: train, test"):
        read(Path("org/name"), split="dev")


def test_the_package_is_asked_for_by_name_and_an_old_one_refused(datasets, monkeypatch):
    datasets.__version__ = "3.6.0"
    with pytest.raises(UsageError, match="can run a data set's own code"):
        read(Path("org/name"))
    monkeypatch.setitem(sys.modules, "datasets", None)
    with pytest.raises(UsageError, match=r"pip install 'hfedge\[data\]'"):
        read(Path("org/name"))
    assert not datasets.calls


def test_readers_need_no_tensorflow():
    code = (
        "import sys, hfedge.data; found = hfedge.data.read_samples(hfedge.data.DataRequest(sys.argv[1]), 'fill-mask');"
        "assert not {'tensorflow', 'numpy', 'torch', 'datasets'} & sys.modules.keys(); print(len(found.values))"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", code, __file__]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, env=environment)
    assert done.returncode == 0, done.stderr
