"""Character models against the same network in torch.nn, state carried and all; what they write, and what they refuse."""

import itertools

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from rnn_core.nn.optimisers import Adam
from rnn_core.nn.training import training
from rnn_core.text.characters import CELLS, Alphabet, CharacterModel, Streams, Stretch, clean, tempered

TEXT = "the quick brown fox jumps over the lazy dog.\nthe five boxing wizards jump quickly.\n"


def small(cell="gru", **options):
    return CharacterModel(cell, Alphabet.of(TEXT), **{"embedding_dim": 5, "hidden_size": 7, "dtype": "float64", "rng": 1} | options)


class Twin(torch.nn.Module):
    """The same in torch.nn, as a reader of the docstring would write it."""

    def __init__(self, model):
        super().__init__()
        V, E = model.embedding.params["weight"].shape
        self.embedding = torch.nn.Embedding(V, E)
        self.rnn = {"rnn": torch.nn.RNN, "gru": torch.nn.GRU, "lstm": torch.nn.LSTM}[model.cell](
            E, model.rnn.hidden_size, model.rnn.num_layers)
        self.head = torch.nn.Linear(model.rnn.hidden_size, V)
        self.double().load_state_dict({name: torch.from_numpy(value.copy()) for name, value in model.params.items()})

    def forward(self, ids, state=None):
        output, state = self.rnn(self.embedding(ids), state)
        return self.head(output), state


@pytest.mark.parametrize("cell, num_layers", list(itertools.product(CELLS, (1, 2))))
def test_loss_and_slopes_are_torchs_over_two_stretches_with_the_state_carried(cell, num_layers):
    model = small(cell, num_layers=num_layers)
    twin, state = Twin(model), None
    ids = np.random.default_rng(0).integers(0, len(model.alphabet), (9, 3))
    first = Stretch(ids[:6])
    for stretch in (first, Stretch(ids[5:], first.carried)):
        loss, slopes = model.loss_and_grads(stretch)
        twin.zero_grad()
        logits, state = twin(torch.from_numpy(stretch.ids[:-1]), state)
        state = tuple(s.detach() for s in state) if cell == "lstm" else state.detach()
        told = torch.nn.functional.cross_entropy(logits.reshape(-1, logits.shape[-1]), torch.from_numpy(stretch.ids[1:]).reshape(-1))
        told.backward()
        assert loss == pytest.approx(told.item(), rel=1e-12)
        assert slopes.keys() == model.params.keys() == dict(twin.named_parameters()).keys()
        for name, p in twin.named_parameters():
            np.testing.assert_allclose(slopes[name], p.grad.numpy(), atol=1e-12, err_msg=name)


def test_streams_read_the_whole_text_side_by_side_and_carry_the_state_within_a_round():
    model = small()
    text = (TEXT * 3)[:101]
    streams = Streams(model, text, steps=10, rows=4)
    ids = model.alphabet.encode(text)
    stretches = list(itertools.islice(streams, 4))
    assert [s.ids.shape for s in stretches] == [(11, 4)] * 4
    for row in range(4):
        read = np.concatenate([s.ids[:-1, row] for s in stretches[:2]])
        np.testing.assert_array_equal(read, ids[25 * row : 25 * row + 20])
        assert stretches[1].ids[-1, row] == ids[25 * row + 20]
    assert stretches[0].carried is stretches[1].carried and stretches[1].carried is not stretches[2].carried
    with pytest.raises(ValueError, match="40 rows of 10 steps need 401"):
        Streams(model, text, steps=10, rows=40)


def test_it_learns_a_text_by_heart_and_repeats_to_the_last_bit():
    finals = []
    for _ in range(2):
        model = small("gru", hidden_size=32, dtype="float32")
        losses = [now.loss for now in training(model, Streams(model, TEXT * 6, steps=16, rows=4), Adam(model.params, lr=0.01), steps=250)]
        finals.append((losses, model.write("the quick", 30, temperature=0)))
    assert finals[0] == finals[1]
    assert finals[0][1] == " brown fox jumps over the lazy"
    assert model.bits(TEXT) < 0.5 < np.log2(len(model.alphabet)) * 0.9 < small("gru", hidden_size=32).bits(TEXT)


@pytest.mark.parametrize("cell", CELLS)
def test_bits_are_torchs_cross_entropy(cell):
    model = small(cell)
    ids = torch.from_numpy(model.alphabet.encode(TEXT))
    told = torch.nn.functional.cross_entropy(Twin(model)(ids[:-1])[0], ids[1:]).item() / np.log(2)
    assert model.bits(TEXT) == pytest.approx(told, rel=1e-12)
    np.testing.assert_allclose(model.losses(ids.numpy()).mean(), told)


@given(st.lists(st.floats(-30, 30), min_size=2, max_size=12), st.floats(0.05, 5), st.integers(0, 12))
def test_tempering_is_the_softmax_of_the_divided_logits_cut_to_the_largest(logits, temperature, top_k):
    p = tempered(np.array(logits), temperature, top_k)
    kept = sorted(range(len(logits)), key=lambda k: (-logits[k], k))[: top_k or len(logits)]
    expected = np.zeros(len(logits))
    expected[kept] = torch.softmax(torch.tensor([logits[k] for k in kept], dtype=torch.float64) / temperature, 0).numpy()
    np.testing.assert_allclose(p, expected, atol=1e-12)


def test_temperature_zero_takes_the_most_probable_and_below_zero_is_refused():
    assert list(tempered(np.array([1.0, 3.0, 2.0]), 0)) == [0, 1, 0]
    with pytest.raises(ValueError, match="temperature must be 0 or above; got -1"):
        small().write("a", 1, temperature=-1)


def test_what_is_written_is_drawn_from_the_probabilities_it_gives():
    model = small(dtype="float32")
    written = list(model.written("the ", 40, temperature=0.7, top_k=5, rng=3))
    assert "".join(c for c, _ in written) == model.write("the ", 40, temperature=0.7, top_k=5, rng=3)
    assert model.write("the ", 40, temperature=0.7, top_k=5, rng=4) != "".join(c for c, _ in written)
    text = "the "
    for c, p in written:
        logits = model.head(model.rnn(model.embedding(model.alphabet.encode(text)))[0][-1]).astype(np.float64)
        np.testing.assert_allclose(p, tempered(logits, 0.7, 5), atol=1e-5)
        assert p[model.alphabet.symbols.index(c)] > 0
        text += c


def test_an_empty_prompt_stands_for_a_new_line():
    model = small()
    assert model.write("", 12, rng=2) == model.write("\n", 12, rng=2) == model.write("ÄÖ", 12, rng=2)


def test_an_alphabet_names_what_it_does_not_have():
    alphabet = Alphabet.of("abcabcad")
    assert alphabet.symbols == "abcd" and Alphabet.of("abcabcad", largest=2).symbols == "ab"
    assert Alphabet.of("abcabcad", least=2).symbols == "abc"
    assert alphabet.unknown("xaybx") == ["x", "y"]
    assert alphabet.decode(alphabet.encode("bad😀dab")) == "baddab"
    with pytest.raises(ValueError, match=r"a model's alphabet needs 2 to 160 different characters; got 1 \('a'\): give a text"):
        Alphabet.of("aaaa")
    with pytest.raises(ValueError, match="names every character once; 'b' stands in it more often: leave"):
        Alphabet("abcb")


def test_a_text_is_cleaned_of_what_cannot_be_seen():
    assert clean("e\u0301a\r\nb\rc\td\x00\u202e\u200b\ufeffz") == "éa\nb\nc dz"
