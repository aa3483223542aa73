"""Reading texts and labels out of data sets of the package datasets, the real one."""

import itertools

import pytest

import hfedge
from hfedge.data import STREAMED, read_samples
from hfedge.errors import UsageError

datasets = pytest.importorskip("datasets", minversion="4")
TEXTS = [f"text {number}" for number in range(10)]
LABELS = [number % 3 for number in range(10)]


def read(source, **more):
    return read_samples(hfedge.DataRequest(source, **more), "text-classification", purpose="verify")


def hf(rows: int = 10, **more):
    label = datasets.ClassLabel(names=["no", "yes", "maybe"])
    kinds = datasets.Features({"sentence": datasets.Value("string"), "label": label})
    found = {"sentence": [f"text {n}" for n in range(rows)], "label": [n % 3 for n in range(rows)]}
    return datasets.Dataset.from_dict(found, features=kinds, **more)


def test_a_data_set_gives_its_texts_and_the_names_of_its_labels():
    for data in (hf(), hf().to_iterable_dataset(), hf().with_format("numpy"), hf().with_format("tf")):
        found = read(data)
        assert found.values == tuple((text,) for text in TEXTS) and found.labels == tuple(LABELS)
        assert found.label_names == ("no", "yes", "maybe")


def test_of_a_data_set_that_lies_here_rows_are_drawn_from_all_of_it():
    found = read(hf(30_000, split="test"))
    assert (
        len(found.values) == STREAMED and found.numbers == tuple(sorted(found.numbers)) and found.numbers[-1] > 29_000
    )
    assert found.source == "1,000 of 30,000 rows of the datasets.Dataset (test), column sentence"
    assert found.values[0] == (f"text {found.numbers[0] - 1}",) and read(hf(30_000, split="test")) == found


def test_of_an_iterable_data_set_the_first_rows_are_looked_at():
    asked = itertools.count()

    def rows():
        yield from ({"text": f"text {next(asked)}"} for _ in itertools.count())

    found = read(datasets.IterableDataset.from_generator(rows), samples=5)
    assert len(found.values) == 5 and found.said[-1] == "drawn from the first 20" and next(asked) < 30
    assert found.source == "5 rows of the datasets.IterableDataset (train), column text"


def test_of_several_splits_one_is_chosen_as_of_a_data_set_of_the_hub():
    both = datasets.DatasetDict({"train": hf(20), "test": hf(10)})
    found = read(both)
    assert len(found.values) == 10 and found.said[0] == "the split test"
    assert len(read(both, split="train").values) == 20
    with pytest.raises(UsageError, match="no split 'dev'. Accepted: train, test"):
        read(both, split="dev")
    with pytest.raises(UsageError, match="split='dev' of a data set that is one split"):
        read(hf(), split="dev")
    with pytest.raises(UsageError, match="config='x' of a data set that was loaded already"):
        read(both, config="x")


def test_a_data_set_of_token_ids_is_refused_unless_the_texts_are_still_there():
    ids = datasets.Dataset.from_dict({"input_ids": [[1, 2]], "attention_mask": [[1, 1]], "label": [0]})
    with pytest.raises(UsageError, match="token ids .input_ids. and no texts"):
        read(ids)
    assert read(hf().map(lambda row: {"input_ids": [1, 2]})).values[0] == ("text 0",)
