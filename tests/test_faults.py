"""The list of planted faults is whole: each can still be planted, and nothing of it stays behind."""

import pytest

from tests import faults

EVERY = faults.faults()


@pytest.mark.parametrize("fault", EVERY, ids=lambda fault: fault.name)
def test_every_fault_is_where_its_entry_says(fault):
    assert fault.wrong(faults.ROOT) == "" and fault.old != fault.new


def test_there_are_enough_and_none_twice():
    assert len(EVERY) >= 44 and len({fault.name for fault in EVERY}) == len(EVERY)
    assert sum(fault.browser for fault in EVERY) >= 10


@pytest.mark.slow
def test_a_fault_is_planted_and_taken_out_again(tmp_path):
    fault = faults.Fault("x", "a.py", "1 + 1", "1 - 1", ["test_a.py"])
    (tmp_path / "a.py").write_text("two = 1 + 1\n")
    (tmp_path / "test_a.py").write_text("from a import two\n\n\ndef test_two():\n    assert two == 2\n")
    (tmp_path / "pytest.ini").write_text("[pytest]\npythonpath = .\n")
    assert faults.failing(tmp_path, "test_a.py") == ""
    assert faults.caught_by(fault, tmp_path) == "test_a.py::test_two"
    assert (tmp_path / "a.py").read_text() == "two = 1 + 1\n"
    assert "a.py has 0 times" in faults.Fault("x", "a.py", "1 + 2", "", []).wrong(tmp_path)
    assert faults.Fault("x", "b.py", "", "", []).wrong(tmp_path) == "there is no b.py"


def test_the_table_keeps_what_other_runs_have_found(tmp_path, monkeypatch):
    monkeypatch.setattr(faults, "TABLE", tmp_path / "faults.md")
    first, second = EVERY[:2]
    faults.write({first.name: {"before": "tests/a.py::test_a"}})
    found = faults.kept()
    assert found[first.name] == {"before": "tests/a.py::test_a", "after": ""}
    found[second.name]["after"] = faults.UNCAUGHT
    faults.write(found)
    assert faults.kept() == found
    assert all(told in faults.TABLE.read_text() for told in ("before: 1 of", "after: 0 of"))
