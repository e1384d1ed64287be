"""A changed default changes no link that was made before."""

import pytest

from pages.common.settings import VERSION, PageState, choice, number


class Changed(PageState, page="nowhere"):
    step: int = number(0, 401, default=401, label="Step", before={1: 400})
    cell: str = choice("RNN", "GRU", default="GRU", label="Cell")


def test_a_link_without_a_version_has_the_first_defaults_and_a_newer_one_its_own():
    assert Changed.read({})[0].step == Changed.read({"cell": "RNN"})[0].step == Changed.read({"v": "1"})[0].step == 400
    assert Changed.read({"v": str(VERSION)})[0].step == Changed().step == 401
    assert Changed.read({"v": "1", "step": "7"}) == (Changed(step=7), [])


@pytest.mark.parametrize("raw", ["0", str(VERSION + 1), "", "two", "1.0", "-1", "9" * 4000, "<b>"])
def test_a_version_that_is_none_is_named_and_the_first_stands_in(raw):
    state, (notice,) = Changed.read({"v": raw})
    assert state.step == 400 and notice.startswith("The link's v=") and len(notice) < 200


def test_a_refused_value_gives_way_to_the_default_of_its_links_version():
    assert "“400”" in Changed.read({"step": "x"})[1][0] and "“401”" in Changed.read({"step": "x", "v": "2"})[1][0]


def test_a_shared_link_says_its_version_and_whether_there_were_others_is_known():
    assert Changed().link().endswith(f"&v={VERSION}") and Changed.has_versions()

    class Same(PageState, page="nowhere else"):
        cell: str = choice("RNN", "GRU", default="GRU", label="Cell")

    assert not Same.has_versions()
