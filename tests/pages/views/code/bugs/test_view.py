"""A program's lines as Markdown."""

from pages.views.code.bugs.compute import bugs
from pages.views.code.bugs.view import as_code


def test_lines_of_a_bug_keep_their_indentation_and_escape_nothing_but_spaces():
    assert as_code("    x = 1") == "`\xa0\xa0\xa0\xa0x\xa0=\xa01`" and as_code("") == "`\xa0`"
    assert not any("`" in line for _, bug in bugs() for line in bug.lines)
