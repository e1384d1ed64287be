import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn_core.frameworks import program
from rnn_core.frameworks.options import covering, grid
from rnn_core.frameworks.program_lines import Line, aligned, lines, source, tokens


def test_a_template_becomes_lines_and_leaves_out_what_has_no_bar():
    found = lines("data", "a | x = 1\nleft out\n|\nb+c |     y = x | 2")
    assert [(line.topics, line.text) for line in found] == [(("a",), "x = 1"), (("",), ""), (("b", "c"), "    y = x | 2")]
    assert source(found) == "x = 1\n\n    y = x | 2\n" and found[0].topic == "a"


def test_every_line_stands_in_one_row_in_its_order():
    for o in covering():
        left, right = program("pytorch", o), program("keras", o)
        rows = aligned(left, right)
        for side, k in ((left, 0), (right, 1)):
            shown = [row[k] for row in rows if row[k] is not None]
            assert shown == sorted(shown) and {n for n, line in enumerate(side) if line.text} <= set(shown)
        for i, j in rows:
            if i is not None and j is not None:
                assert left[i].topic == right[j].topic and left[i].section == right[j].section


def test_equal_lines_are_matched_even_where_another_of_the_topic_comes_first():
    a = [Line("s", ("t",), text) for text in ("p", "same")]
    b = [Line("s", ("t",), text) for text in ("same", "q")]
    assert (1, 0) in aligned(a, b)
    assert aligned(a, []) == [(0, None), (1, None)]


def test_most_of_a_program_has_a_counterpart():
    for o in covering():
        left, right = program("pytorch", o), program("keras", o)
        paired = sum(i is not None and j is not None for i, j in aligned(left, right))
        assert paired > 0.6 * min(len(left), len(right))


@given(st.text("ab_ =()[]\"'#.,:0123456789\\\t{}é\n", max_size=40))
def test_coloured_parts_join_to_the_line_whatever_it_is(text):
    text = text.replace("\n", " ")
    assert "".join(part for _, part in tokens(text)) == text


@pytest.mark.parametrize("text, wanted", [
    ("    x = f(1)  # why", [("", "    "), ("", "x"), ("f", "f"), ("n", "1"), ("c", "# why")]),
    ("import os", [("k", "import"), ("", "os")]), ('print("a")', [("s", '"a"')]), ("with torch.no_grad():", [("k", "with"), ("f", "no_grad")])])
def test_words_are_coloured_by_what_they_are(text, wanted):
    assert set(wanted) <= set(tokens(text))


def test_every_line_of_the_grid_is_coloured():
    seen = {line.text for k, o in enumerate(grid()) if k % 37 == 0 for name in ("pytorch", "keras") for line in program(name, o)}
    assert len(seen) > 200
    for text in seen:
        assert "".join(part for _, part in tokens(text)) == text
    assert sum(any(kind for kind, _ in tokens(text)) for text in seen if text.strip()) > 0.6 * len(seen)
