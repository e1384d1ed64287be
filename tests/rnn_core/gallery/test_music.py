"""Music models against the same network in torch.nn; what they compose, along which edges, and the figures on their cards."""

import dataclasses
import re

import numpy as np
import pytest
import torch

from rnn_core import zoo
from rnn_core.gallery.music import CELLS, Batch, MusicModel, Start, batch, restored
from rnn_core.gallery.topologies import ONE_TO_MANY
from rnn_core.gallery.tunes import END, METRES, MODES, Note, tunes
from rnn_core.text.characters import tempered
from rnn_core.train import music as training_of
from rnn_core.train import music_figures

WORDS = (None, *(Note(pitch, ticks) for pitch in (60, 62, 64, 67) for ticks in (24, 48)))


def small(cell="gru", **options):
    return MusicModel(cell, WORDS, **{"embedding_dim": 5, "hidden_size": 7, "dtype": "float64", "rng": 1} | options)


def drawn_batch(seed=None):
    rng = np.random.default_rng(0)
    ids, lengths = rng.integers(1, len(WORDS), (7, 3)), np.array([6, 2, 4])
    for column, n in enumerate(lengths):
        ids[n:, column] = END
    return Batch(ids, lengths, np.array([0, 3, 5]), np.array([1, 0, 3]), np.array([24, 0, 96]), seed)


BARS_OF = {"6/8": 144, "2/2": 192, "2/4": 96, "4/4": 192, "3/4": 144, "9/8": 216}


def rows_read(ids, metre, upbeat):
    """What stands for each note read, worked out one by one: the note, pitch, length, place in the bar, and bar."""
    pitches, lengths = (60, 62, 64, 67), (24, 48)
    after_words = len(WORDS)
    clock = after_words + 1 + len(pitches) + len(lengths) + len(METRES) + len(MODES)
    rows, since = [], -upbeat
    for k in ids:
        since += WORDS[k].ticks
        bars, ticks = since // BARS_OF[METRES[metre]], since % BARS_OF[METRES[metre]]
        rows.append([k, after_words + 1 + pitches.index(WORDS[k].pitch), after_words + 5 + lengths.index(WORDS[k].ticks),
                     clock + 36 * metre + ticks // 6, clock + 36 * len(METRES) + bars + 1])
    return np.array(rows)


class Twin(torch.nn.Module):
    """The same in torch.nn, one tune at a time, without padding."""

    def __init__(self, model):
        super().__init__()
        rows, E = model.embedding.params["weight"].shape
        self.embedding = torch.nn.Embedding(rows, E)
        self.rnn = {"rnn": torch.nn.RNN, "gru": torch.nn.GRU, "lstm": torch.nn.LSTM}[model.cell](E, model.rnn.hidden_size)
        self.head = torch.nn.Linear(model.rnn.hidden_size, len(model.words))
        self.double().load_state_dict({name: torch.from_numpy(value.copy()) for name, value in model.params.items()})

    def forward(self, ids, metre, mode, upbeat):
        below = len(WORDS) + 1 + 4 + 2  # the words, and rows for END, four pitches and two lengths
        labels = self.embedding(torch.tensor([below + metre, below + len(METRES) + mode])).sum(0)
        x = self.embedding(torch.from_numpy(rows_read(ids.tolist(), metre, upbeat))).sum(1)
        return self.head(self.rnn(torch.cat([x[:1] + labels, x[1:]]))[0])


@pytest.mark.parametrize("cell", CELLS)
def test_loss_and_slopes_are_torchs_over_tunes_of_different_lengths(cell):
    model, read = small(cell), drawn_batch()
    twin, told = Twin(model), []
    for k, n in enumerate(read.lengths):
        ids = torch.from_numpy(read.ids[: n + 1, k])
        told.append(torch.nn.functional.cross_entropy(twin(ids[:-1], int(read.metre[k]), int(read.mode[k]), int(read.upbeat[k])), ids[1:],
                                                      reduction="sum"))
    total = sum(told) / read.lengths.sum()
    total.backward()
    loss, slopes = model.loss_and_grads(read)
    assert loss == pytest.approx(total.item(), rel=1e-12)
    for name, p in twin.named_parameters():
        np.testing.assert_allclose(slopes[name], p.grad.numpy(), atol=1e-12, err_msg=name)
    for row, n, one in zip(model.losses(read), read.lengths, told, strict=True):
        assert len(row) == n and row.sum() == pytest.approx(one.item(), rel=1e-12)


def test_with_dropout_the_slopes_are_those_of_the_loss_that_was_told():
    model, read, rng = small("lstm", dropout=0.4), drawn_batch(seed=5), np.random.default_rng(2)
    slopes = model.loss_and_grads(read)[1]
    assert model.loss_and_grads(read)[0] != model.loss_and_grads(drawn_batch())[0]
    for name, value in model.params.items():
        way, eps = rng.normal(size=value.shape), 1e-6
        value += eps * way
        above = model.loss_and_grads(read)[0]
        value -= 2 * eps * way
        below = model.loss_and_grads(read)[0]
        value += eps * way
        assert (above - below) / (2 * eps) == pytest.approx(float((slopes[name] * way).sum()), rel=1e-6, abs=1e-9), name


@pytest.mark.parametrize("cell", CELLS)
def test_a_melody_is_drawn_note_by_note_from_what_was_drawn_before(cell):
    """The whole melody read at once gives the same probabilities: nothing is read but the start and what was fed back."""
    model, start = small(cell), Start(3, 1, 2, 48)
    melody = model.compose(start, 12, temperature=0.7, seed=4)
    assert np.array_equal(melody.drawn, model.compose(start, 12, temperature=0.7, seed=4).drawn)
    x = model.read(melody.drawn[:-1, None], np.array([1]), np.array([2]), np.array([48]))
    logits = model.head(model.rnn(x)[0])[:, 0]
    np.testing.assert_allclose(melody.probabilities, [tempered(row, 0.7) for row in logits], atol=1e-12)
    assert melody.drawn[0] == 3 and END not in melody.ids


@pytest.mark.parametrize("cell", CELLS)
def test_a_change_of_the_input_moves_every_output_and_one_of_a_written_note_all_after_it(cell):
    model = small(cell)
    drawn = np.array([3, 1, 4, 1, 5, 2])

    def outputs(drawn, metre=1, mode=2, upbeat=0):
        return model.head(model.rnn(model.read(drawn[:, None], np.array([metre]), np.array([mode]), np.array([upbeat])))[0])[:, 0]

    before, wiring = outputs(drawn), ONE_TO_MANY.unrolled(reads=1, writes=len(drawn))
    reach = wiring.reach()[0]
    for moved in (outputs(np.array([6, *drawn[1:]])), outputs(drawn, metre=4), outputs(drawn, mode=0), outputs(drawn, upbeat=24)):
        assert np.array_equal((moved != before).any(1), reach) and reach.all()
    for t in range(len(drawn) - 1):  # the note written at t is read at t + 1
        other = drawn.copy()
        other[t + 1] = 7
        fed = [edge for edge in wiring.edges() if edge.kind == "fed back" and edge.source.step == t]
        assert [edge.target.step for edge in fed] == [t + 1]
        assert np.array_equal((outputs(other) != before).any(1), np.arange(len(drawn)) > t)


def test_the_clock_tells_where_the_next_note_begins_and_nothing_of_the_next_note():
    tables, ids = small().tables, np.array([1, 2, 3, 8, 5, 5])
    told = tables.each(ids[:, None], np.array([2]), np.array([24]))[:, :, 0]
    assert np.array_equal(told.T, rows_read(ids, 2, 24))
    for t in range(len(ids)):
        other = ids.copy()
        other[t] = 2 if WORDS[ids[t]].ticks == 24 else 1  # of another length
        moved = (tables.each(other[:, None], np.array([2]), np.array([24]))[:, :, 0] != told).any(0)
        assert not moved[:t].any() and moved[t:].all()


def test_after_the_31st_bar_line_the_clock_goes_round_in_eights():
    tables = small().tables
    bar_rows = tables.each(np.full((100, 1), 2), np.array([2]), np.array([0]))[4, 1::2, 0]  # two quarters are a bar of 2/4
    first = bar_rows[0] - 2  # after one bar the second begins
    assert (bar_rows - first)[:30].tolist() == list(range(2, 32)) and (bar_rows - first)[30:40].tolist() == [*range(24, 32), 24, 25]
    assert bar_rows.max() == tables.rows - 1


def test_a_run_tells_what_was_read_drawn_and_how_probable_it_was():
    model = small()
    model.params["head.bias"][END] = -50
    melody = model.compose(Start(1, 0, 0), 9, seed=3)
    run = model.run(melody)
    assert run.inputs[0] == "C4 ½, 6/8 major" and set(run.inputs[1:]) == {""}
    assert run.topology.reads == (True, *[False] * (run.topology.steps - 1)) and all(run.topology.writes) and run.topology.feeds_back
    names = ["end", *map(str, WORDS[1:])]
    assert run.written == tuple(names[k] for k in melody.drawn[1:])
    for t, best in enumerate(run.outputs):
        assert best[0] == (names[melody.probabilities[t].argmax()], pytest.approx(melody.probabilities[t].max()))


def test_it_stops_at_the_end_and_at_the_length_and_temperature_0_takes_the_most_probable():
    model = small()
    model.params["head.bias"][END] = 50
    melody = model.compose(Start(2, 0, 0), 9)
    assert melody.ended and melody.ids.tolist() == [2] and model.run(melody).written == ("end",)
    model.params["head.bias"][END] = -50
    melody = model.compose(Start(2, 0, 0), 9, temperature=0, seed=1)
    assert not melody.ended and len(melody.ids) == 9 and len(melody.states) == 8
    assert np.array_equal(melody.drawn, model.compose(Start(2, 0, 0), 9, temperature=0, seed=2).drawn)
    assert (melody.probabilities.max(1) == 1).all()


@pytest.mark.parametrize("start, told", [(0, "first note must be an id from 1 to 8; got 0"), (9, "got 9")])
def test_a_start_that_is_no_note_is_refused(start, told):
    with pytest.raises(ValueError, match=told):
        small().compose(Start(start, 0, 0), 4)
    with pytest.raises(ValueError, match="upbeat must be from 0 to 143 ticks; got 144"):
        small().compose(Start(1, 0, 0, 144), 4)
    with pytest.raises(ValueError, match="temperature"):
        small().compose(Start(1, 0, 0), 4, temperature=float("nan"))


def test_a_model_is_restored_from_its_weights_and_metadata_and_strangers_are_refused():
    model = small("lstm", dtype="float32")
    again = restored(model.params, model.metadata)
    assert again.words == model.words and again.cell == "lstm"
    assert np.array_equal(again.compose(Start(1, 2, 1), 8, seed=1).drawn, model.compose(Start(1, 2, 1), 8, seed=1).drawn)
    for metadata in ({}, model.metadata | {"words": "7"}, model.metadata | {"cell": "gru"}, model.metadata | {"words": "[[60, 24]]"}):
        with pytest.raises((KeyError, TypeError, ValueError)):
            restored(model.params, metadata)


def test_a_batch_holds_whole_tunes_and_tells_nothing_in_the_padding():
    book = tunes()
    numbers = book.of("validation")[:5]
    read = batch(book, numbers)
    for column, k in enumerate(numbers):
        row = book.tokens(int(k))
        assert np.array_equal(read.ids[: len(row), column], row) and not read.ids[len(row):, column].any()
        assert read.scored[:, column].sum() == len(row) - 1
        assert read.upbeat[column] == book.upbeat[k]
        assert (METRES[read.metre[column]], MODES[read.mode[column]]) == (METRES[book.metre[k]], MODES[book.mode[k]])


# --- as they are shipped ------------------------------------------------------------------------------------

@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.slow
def test_the_cards_figures_are_the_weights(cell):
    book, model, told = tunes(), zoo.load_gallery(f"music-{cell}"), zoo.figures(f"music-{cell}")
    assert music_figures.held_out(model, book) == pytest.approx(told["held_out"], rel=1e-3)
    assert music_figures.counted(book) == told["counted"]
    assert f"**Perplexity {told['held_out']['perplexity']:.2f}**" in zoo.card(f"music-{cell}")


@pytest.mark.parametrize("cell", CELLS)
def test_every_network_is_better_than_counting(cell):
    told = zoo.figures(f"music-{cell}")
    assert told["held_out"]["high"] < min(*told["counted"].values(), told["counted_in_time"])


def test_the_best_network_is_surer_than_seven_notes():
    assert min(zoo.figures(f"music-{cell}")["held_out"]["perplexity"] for cell in CELLS) < 7.0


@pytest.mark.parametrize("cell", CELLS)
def test_the_failures_on_the_card_happen(cell):
    """Every tune is composed again by its setting, and what is said of it is counted in its notes."""
    model, found = zoo.load_gallery(f"music-{cell}"), [row for row in zoo.figures(f"music-{cell}")["failures"] if "setting" in row]
    assert len(found) >= 2 and zoo.card(f"music-{cell}") == training_of.card(zoo.figures(f"music-{cell}"))
    for row in found:
        s = row["setting"]
        first = model.ids[next(note for note in model.ids if (note.name, note.length) == (s["pitch"], s["long"]))]
        melody = model.compose(Start(first, METRES.index(s["metre"]), MODES.index(s["mode"])), s["notes"], temperature=s["temperature"], seed=s["seed"])
        notes, bar = [model.words[k] for k in melody.ids], BARS_OF[s["metre"]]
        onsets = np.cumsum([0, *(note.ticks for note in notes)])
        met = [line in onsets for line in range(bar, onsets[-1], bar)]
        if "add up" in row["What"]:
            assert row["Happened"].startswith(f"a note begins at {np.mean(met):.0%} of its bar lines") and not all(met)
        elif "last bar" in row["What"]:
            holds, of = (Note(-1, int(ticks)).length for ticks in (onsets[-1] % bar, bar))
            assert row["Happened"].startswith(f"it holds {holds} of its {of} quarter notes") and melody.ended and all(met)
        else:
            n, times = map(int, re.findall(r"same (\d+) notes (\d+) times", row["Happened"])[0])
            assert times > 2 and notes[-n * times :] == notes[-n:] * times and not melody.ended and len(notes) == s["notes"]


@pytest.mark.slow
def test_the_failures_of_the_rnn_are_the_worst_of_what_was_tried():
    assert music_figures.failures(zoo.load_gallery("music-rnn"), tunes()) == zoo.figures("music-rnn")["failures"]


def test_a_note_says_its_name_and_length():
    assert [str(Note(p, t)) for p, t in ((60, 24), (66, 72), (-1, 48), (70, 16), (63, 96))] == ["C4 ½", "F♯4 1½", "rest 1", "B♭4 ⅓", "E♭4 2"]
    assert dataclasses.replace(Note(60, 24), ticks=7).length == "0.146"
