"""How far outputs move is measured on the network that is drawn."""

import pytest

from rnn_core.gallery.wiring_tasks import TASKS


def test_the_table_is_measured_on_the_network_that_is_drawn():
    """Recomputed with torch: the same 16 units read the same numbers, one of them moved by 0.5."""
    import numpy as np
    import torch

    from pages.views.gallery.wiring import compute
    from rnn_core.gallery.topologies import MANY_TO_ONE
    from rnn_core.gallery.wired_runs import STEP, _Network, noise
    from rnn_core.torch_models import twin

    wiring = MANY_TO_ONE.unrolled(3)
    task = TASKS[0]
    net, x = _Network("gru", 4, compute.SIZE, 3, compute.SEED), noise(wiring, compute.SEED)
    module, head = twin(net.cell), torch.tensor(net.heads[0])

    def run(x):
        h = module(torch.tensor(np.concatenate([x, np.zeros((3, 3))], 1))[:, None])[0][:, 0]
        return h.detach().numpy(), torch.tanh(head @ h[-1]).detach().numpy()

    states, before = run(x)
    assert np.allclose(compute.example_run(task, wiring).states, states, atol=1e-12)
    for row in range(3):
        moved = x.copy()
        moved[row] += STEP
        assert compute.output_changes(wiring)[row, 0] == pytest.approx(np.abs(run(moved)[1] - before).max(), abs=1e-12)
