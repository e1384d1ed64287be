"""The forecasters: slopes against torch through their own forecasts, cards against weights, runs against the wiring."""

import numpy as np
import pytest
import torch

from rnn_core import zoo
from rnn_core.gallery.series import AHEAD, FORECAST, READ, SETTLED, Forecaster, Stretches, restored, sunspots
from rnn_core.train import series

KINDS = ("rnn", "gru", "lstm")
CELLS = {"rnn": torch.nn.RNN, "gru": torch.nn.GRU, "lstm": torch.nn.LSTM}
PAST = sunspots()[1][:12]


def small(cell):
    return Forecaster(cell, mean=6.0, scale=3.0, hidden_size=5, dtype="float64", rng=2)


class Twin(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.rnn, self.head = CELLS[model.cell](1, model.hidden_size), torch.nn.Linear(model.hidden_size, 1)
        self.double().load_state_dict({name: torch.from_numpy(value.copy()) for name, value in model.params.items()})

    def forward(self, past, years):
        """What it says while it reads (C, N), and in closed loop (years, N)."""
        output, state = self.rnn(past[..., None])
        said = past + self.head(output)[..., 0]
        ahead = [said[-1]]
        for _ in range(years - 1):
            output, state = self.rnn(ahead[-1][None, :, None], state)
            ahead.append(ahead[-1] + self.head(output)[0, :, 0])
        return said, torch.stack(ahead)


@pytest.mark.parametrize("cell", KINDS)
def test_loss_and_slopes_are_torchs_through_its_own_forecasts(cell):
    model, rng = small(cell), np.random.default_rng(0)
    batch = Stretches(rng.normal(size=(17, 3)), rng.normal(size=(6, 3)))
    twin = Twin(model)
    past, truth = torch.from_numpy(batch.past), torch.from_numpy(batch.ahead)
    said, ahead = twin(past, 6)
    told = torch.nn.functional.mse_loss(said[SETTLED - 1 : -1], past[SETTLED:]) + torch.nn.functional.mse_loss(ahead, truth)
    told.backward()
    loss, slopes = model.loss_and_grads(batch)
    assert loss == pytest.approx(told.item(), rel=1e-12)
    for name, p in twin.named_parameters():
        np.testing.assert_allclose(slopes[name], p.grad.numpy(), atol=1e-12, err_msg=name)
    counts = model.outward(batch.past)
    ahead = twin(torch.from_numpy(model.inward(counts)), 6)[1].detach().numpy()
    np.testing.assert_allclose(model.forecast(counts, 6), model.outward(ahead), rtol=1e-9)


@pytest.mark.parametrize("cell", KINDS)
def test_every_year_read_reaches_exactly_the_forecasts_of_the_wiring(cell):
    model = small(cell)
    model.outward = lambda read: read  # where counts end, at zero, a change would not show
    run = model.run(PAST, 4, 1700)
    assert run.topology == FORECAST.unrolled(12, 4) and run.topology.feeds_back and run.topology.steps == 15
    reach = run.topology.reach()
    for row, t in enumerate(run.topology.read_steps):
        moved = PAST.copy()
        moved[t] += 20
        changed = model._loop(moved, 4)[0] != model._loop(PAST, 4)[0]
        assert [bool(c) for c in changed] == [s >= t for s in range(15)]
        assert list(changed[list(run.topology.write_steps)]) == list(reach[row])


def test_a_forecast_is_read_at_the_next_step():
    model = zoo.load_gallery("series-gru")
    ahead = model.forecast(PAST, 5)
    longer = np.concatenate([PAST, ahead[:3]])
    np.testing.assert_allclose(model.forecast(longer, 2), ahead[3:], rtol=1e-4)


def test_a_run_tells_years_and_values():
    model = zoo.load_gallery("series-lstm")
    run = model.run(PAST, 3, 1700)
    assert run.inputs[:2] == ("1700: 5", "1701: 11") and run.inputs[-2:] == ("", "")
    assert [told[0][0] for told in run.outputs[-3:]] == [f"{1712 + k}: {value:.0f}" for k, value in enumerate(model.forecast(PAST, 3))]
    assert run.states.shape == (14, model.hidden_size)


def test_several_starts_at_once_are_the_same_as_one_by_one():
    model, values = zoo.load_gallery("series-lstm"), sunspots()[1]
    both = model.forecast(np.stack([values[:40], values[60:100]], 1), 7)
    np.testing.assert_allclose(both[:, 1], model.forecast(values[60:100], 7), rtol=1e-4)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.slow
def test_the_card_says_what_the_weights_reach(kind):
    name = f"series-{kind}"
    told, again = zoo.figures(name), series.figures(name, zoo.load_gallery(name))
    assert {key: told[key] for key in again} == again
    model, (_, values) = zoo.load_gallery(name), sunspots()
    one = [model.forecast(values[k - READ : k], 1)[0] - values[k] for k in range(225, 309)]
    assert told["held_out"]["one"] == pytest.approx(np.sqrt(np.mean(np.square(one))), abs=0.006)
    closed = [model.forecast(values[k - READ : k], AHEAD) - values[k : k + AHEAD] for k in range(225, 309 - AHEAD + 1)]
    assert told["held_out"]["closed"] == pytest.approx(np.sqrt(np.mean(np.square(closed))), abs=0.006)
    assert f"| {told['held_out']['one']:.1f} (" in zoo.card(name)


def test_every_cell_beats_persistence_and_the_last_cycle_one_year_ahead():
    for kind in KINDS:
        told = zoo.figures(f"series-{kind}")
        assert told["held_out"]["one_interval"][1] < min(
            told["baselines"][label]["one_interval"][0] for label in ("the last year again", "the last 11 years again"))


@pytest.mark.parametrize("metadata", [{}, {"cell": "gru", "mean": "x", "scale": "1"}, {"cell": "lstm", "mean": "1", "scale": "1"}])
def test_what_is_no_forecaster_is_refused(metadata):
    with pytest.raises((KeyError, TypeError, ValueError)):
        restored(dict(zoo.load_gallery("series-gru").params), metadata)


def test_the_numbers_are_those_of_the_record():
    years, values = sunspots()
    told = {int(year): round(float(value), 1) for year, value in zip(years, values, strict=True)}
    assert list(years) == list(range(1700, 2009))
    assert {year: told[year] for year in (1700, 1761, 1957, 2008)} == {1700: 5.0, 1761: 85.9, 1957: 190.2, 2008: 2.9}
