"""Pickles described, and not run."""

import pickle
from collections import OrderedDict

import pytest

from rnn_core.files import Unreadable
from rnn_core.files.pickles import Named, Opaque, describe

PLAIN = {"a": [1, -2.5, None, True, 2**70, "é", b"x", (1,), (1, 2), (), {3, 4}, frozenset([5])], 7: {"b": {}}, "long": "x" * 300}


@pytest.mark.parametrize("protocol", range(6))
def test_plain_data_come_out_as_they_are(protocol):
    value = PLAIN if protocol > 3 else {**PLAIN, "a": PLAIN["a"][:6]}  # before protocol 4, sets are made by calls
    found, end = describe(pickle.dumps(value, protocol) + b"more")
    assert found == value and end == len(pickle.dumps(value, protocol))


class Run:
    def __reduce__(self):
        return (print, ("ran",))


def test_calls_are_described(capsys):
    found, _ = describe(pickle.dumps({"it": Run()}))
    assert isinstance(found["it"], Opaque) and found["it"].maker == Named("builtins", "print") and found["it"].args == ("ran",)
    assert capsys.readouterr().out == ""


def test_an_object_is_described_with_its_state():
    class_ = type("Model", (), {})
    globals()["Model"], class_.__qualname__, class_.__module__ = class_, "Model", __name__
    made = class_()
    made.hidden_size = 4
    found, _ = describe(pickle.dumps(made))
    assert found.maker.name == "Model" and found.state == {"hidden_size": 4}


class OfPython2:
    """Python 2 gave an OrderedDict its entries as arguments."""

    def __reduce__(self):
        return (OrderedDict, ([["b", 1], ["a", 2]],))


def test_ordered_dicts_are_dicts():
    assert list(describe(pickle.dumps(OrderedDict(b=1, a=2)))[0].items()) == list(describe(pickle.dumps(OfPython2()))[0].items()) == [("b", 1), ("a", 2)]


@pytest.mark.parametrize("data", [b"", b"\x80", b"\x80\x02}q", b"(", b"u.", b"e.", b"0.", b"\x80\x02]q\x00h\x05.", b"cos\nsystem\n(S'ls'\ntR",
                                  b"\x80\x02Q.", b"\x82\x01.", b"]]u."])
def test_what_is_no_pickle_is_refused(data):
    with pytest.raises(Unreadable, match="its description"):
        describe(data)


def test_a_place_beyond_all_makes_no_room():
    describe(b"\x80\x02K\x01r\xff\xff\xff\x7f.")  # LONG_BINPUT 2147483647: C's unpickler makes a table of that length
