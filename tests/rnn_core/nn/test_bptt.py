import pytest

from rnn_core.nn.bptt import _blocks


@pytest.mark.parametrize("lengths", [None, [3, 50, 97]])
def test_blocks_cover_every_step_once_and_break_where_rows_end(lengths):
    import numpy as np

    blocks = _blocks(97, 1 << 16, None if lengths is None else np.array(lengths))
    assert [t for first, stop in blocks for t in range(first, stop)] == list(range(97))
    assert {stop for _, stop in blocks} >= set(lengths or [97])
