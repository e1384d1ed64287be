"""Tasks in a sentence: the right wirings are accepted, and a wrong one is told what it lacks."""

import numpy as np
import pytest

from rnn_core.gallery.wiring_tasks import TASKS, check

REVIEW, SO_FAR, TUNE, TRANSLATE, JORDAN, PICTURE, CAPTION, SALES = range(8)
RIGHT = [
    (REVIEW, (0, 1, 2, 3), (3,), {}), (REVIEW, (0, 1, 2, 3), (4,), {}),  # a step later is no mistake
    (SO_FAR, (0, 1, 2, 3), (0, 1, 2, 3), {}), (TUNE, (0,), (0, 1, 2, 3), {"fed": True}), (TUNE, (0,), (1, 2, 3, 4), {"fed": True}),
    (TRANSLATE, (0, 1, 2), (3, 4, 5), {"fed": True}), (TRANSLATE, (0, 1, 2), (2, 3, 4), {"fed": True}),
    (JORDAN, (0, 1, 2, 3), (0, 1, 2, 3), {"back": True}), (JORDAN, (0, 1, 2, 3), (3, 4, 5, 6), {}),
    (PICTURE, (0,), (0,), {}), (CAPTION, (0,), (0, 1, 2, 3), {"fed": True}), (SALES, (0, 1, 2), (2, 3), {"fed": True})]


@pytest.mark.parametrize("task, reads, writes, how", RIGHT)
def test_wirings_that_can_do_the_task(task, reads, writes, how):
    found = check(TASKS[task], reads, writes, **how)
    assert found.solved, found.explanation


def test_every_task_can_be_solved_within_its_steps():
    assert {task for task, *_ in RIGHT} == set(range(len(TASKS)))


@pytest.mark.parametrize("task, reads, writes, how, told", [
    (REVIEW, (0, 1, 2), (3,), {}, "4 things are given and 3 are read"),
    (REVIEW, (0, 1, 2, 3), (2,), {}, "“verdict” at step 3 is written before “film” could reach it"),
    (TRANSLATE, (0, 1, 2), (0, 1, 2), {"fed": True}, "“la” at step 1 is written before “white”, “house” could"),
    (TRANSLATE, (0, 1, 2), (3, 4, 5), {}, "without knowing what was chosen before"),
    (JORDAN, (0, 1, 2, 3), (0, 1, 2, 3), {}, "“won”, “the”, “race”"),
    (TUNE, (0,), (0, 1, 2, 3), {"fed": True, "back": True}, "still to be written"),
    (PICTURE, (0,), (0, 1), {}, "1 thing is wanted and 2 are written"),
    (PICTURE, (), (0,), {}, "Choose at least one"), (PICTURE, (9,), (0,), {}, "Choose at least one")])
def test_what_is_missing_is_told(task, reads, writes, how, told):
    found = check(TASKS[task], reads, writes, **how)
    assert not found.solved and any(told in said for said in found.explanation), found.explanation


def test_a_needless_strand_is_remarked():
    assert "not needed" in " ".join(check(TASKS[SO_FAR], (0, 1, 2, 3), (0, 1, 2, 3), back=True).explanation)
    assert "not needed" not in " ".join(check(TASKS[JORDAN], (0, 1, 2, 3), (0, 1, 2, 3), back=True).explanation)


def test_needs_have_a_row_a_given_and_a_column_a_wanted_thing():
    assert all(task.needs.shape == (len(task.given), len(task.wanted)) and task.needs.dtype == np.bool_ for task in TASKS)
