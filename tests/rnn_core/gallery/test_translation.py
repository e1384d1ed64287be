"""Encoder and decoder: slopes against torch, batches against single runs, wiring, and the figures of the cards."""

import numpy as np
import pytest

from rnn_core.gallery.translation import END, OUTSIDE, START, Pairs, Translator, restored
from rnn_core.text.vocabulary import Vocabulary

WIRINGS = [(cell, attention) for cell in ("rnn", "gru", "lstm") for attention in (False, True)]
ENGLISH, FRENCH = (Vocabulary(["<s>", "<unk>", *words.split()]) for words in ("a b c d e", "r s t u v w x"))
SOURCES, TARGETS = ([2, 5, 3, 4, 2], [6, 3], [4, 2, 2]), ([3], [2, 8, 5, 4], [7, 7, 3, 2, 6, 5])


def small(cell: str, attention: bool, dtype: str = "float64") -> Translator:
    return Translator(cell, ENGLISH, FRENCH, attention=attention, embedding_dim=3, hidden_size=5, dtype=dtype, rng=1)


def batch() -> Pairs:
    return Pairs.of([np.array(row) for row in SOURCES], [np.array(row) for row in TARGETS])


def twin(model: Translator):
    """The same network in torch, every sentence by itself and without padding, under the same names."""
    torch = pytest.importorskip("torch")
    nn = torch.nn
    E, H, kind = 3, 5, {"rnn": nn.RNN, "gru": nn.GRU, "lstm": nn.LSTM}[model.cell]
    net = nn.ModuleDict({"encoder": nn.ModuleDict({"embedding": nn.Embedding(len(ENGLISH), E), "rnn": kind(E, H)}),
                         "decoder": nn.ModuleDict({"embedding": nn.Embedding(len(FRENCH), E), "rnn": kind(E, H)}),
                         "head": nn.Linear(H, len(FRENCH))}).double()
    if model.attends:
        net["attention"] = nn.Linear(2 * H, H, bias=False).double()
    net.load_state_dict({name: torch.tensor(value) for name, value in model.params.items()})
    total, words = 0.0, 0
    for source, target in zip(SOURCES, TARGETS, strict=True):
        e, state = net["encoder"]["rnn"](net["encoder"]["embedding"](torch.tensor(source)))
        h, _ = net["decoder"]["rnn"](net["decoder"]["embedding"](torch.tensor([0, *target])), state)
        if model.attends:
            context = torch.softmax(h @ e.T, -1) @ e
            h = torch.tanh(net["attention"](torch.cat([context, h], -1)))
        total = total + nn.functional.cross_entropy(net["head"](h), torch.tensor([*target, 0]), reduction="sum")
        words += len(target) + 1
    loss = total / words
    loss.backward()
    return loss.item(), {name: p.grad.numpy() for name, p in net.named_parameters()}


@pytest.mark.parametrize("cell, attention", WIRINGS)
def test_loss_and_every_slope_are_torchs(cell, attention):
    """Catches: a mask left out, the context's slope lost on its way to the encoder, c and h swapped in W_c."""
    model = small(cell, attention)
    loss, slopes = model.loss_and_grads(batch())
    expected, theirs = twin(model)
    assert loss == pytest.approx(expected, abs=1e-12) and slopes.keys() == model.params.keys() == theirs.keys()
    for name, slope in slopes.items():
        np.testing.assert_allclose(slope, theirs[name], atol=1e-11, err_msg=name)
        assert slope.any(), name


@pytest.mark.parametrize("cell, attention", WIRINGS)
def test_side_by_side_or_alone_the_same_is_written(cell, attention):
    model = small(cell, attention)
    sources = [["a", "d", "b", "c", "a"], ["e", "b"], ["c", "a", "a"]]
    together = model.translate_all(sources, longest=9)
    for source, words in zip(sources, together, strict=True):
        assert model.translated(source, longest=9).words == words


@pytest.mark.parametrize("cell, attention", WIRINGS)
def test_teacher_forcing_and_free_running_agree_where_the_own_word_is_the_right_one(cell, attention):
    model = small(cell, attention)
    free = model.translated(["a", "b", "c"], longest=6)
    forced = model.translated(["a", "b", "c"], free.words if free.ended else free.words[:-1])
    assert forced.fed[1:] == free.fed[1:]
    np.testing.assert_allclose(forced.p, free.p, atol=1e-13)
    logits = model.forced(Pairs.of([ENGLISH.encode("abc")], [FRENCH.encode(forced.fed[1:])]))[:, 0]
    np.testing.assert_allclose(forced.p, np.exp(logits) / np.exp(logits).sum(-1, keepdims=True), atol=1e-12)


@pytest.mark.parametrize("cell, attention", WIRINGS)
def test_a_change_of_any_word_reaches_exactly_the_outputs_that_the_wiring_draws(cell, attention):
    """Teacher-forced, so that nothing but the wiring carries it; every output hangs on every word read."""
    model, right = small(cell, attention), ["r", "w", "s"]
    source = ["a", "b", "c", "d"]
    before = model.run(source, right)
    reach = before.topology.reach()
    assert reach.shape == (4, 4) and before.topology.attends == attention
    still = model.translated(source, right).p
    for k in range(4):
        moved = model.translated([*source[:k], "e", *source[k + 1 :]], right).p
        np.testing.assert_array_equal((moved != still).any(-1), reach[k])
        run = model.run([*source[:k], "e", *source[k + 1 :]], right)
        assert (run.states[:k] == before.states[:k]).all() and (run.states[k:] != before.states[k:]).any(-1).all()


def test_the_context_vector_is_all_that_the_decoder_gets_without_attention():
    """Two sentences that leave the same last state are translated alike; attention still tells them apart."""
    for attention in (False, True):
        model = small("gru", attention)
        e, state = model._encoded(ENGLISH.encode("abc")[:, None], None)
        other, _ = model._encoded(ENGLISH.encode("dec")[:, None], None)
        one, another = (model._step(np.array([0]), state, states, None)[2] for states in (e, other))
        assert (one == another).all() != attention


def test_what_a_forced_word_says_does_not_change_earlier_outputs():
    model = small("gru", True)
    one, another = (model.translated(["a", "b"], [*"rs", word]).p for word in "tu")
    np.testing.assert_array_equal(one[:3], another[:3])
    assert (one[3] != another[3]).any()


def test_attention_looks_at_no_padding_and_its_weights_sum_to_1():
    model, given = small("lstm", True), batch()
    run = model._forced(given)
    present = np.arange(len(given.source))[:, None] < given.lengths
    assert not run["weights"].transpose(2, 0, 1)[~present].any()
    np.testing.assert_allclose(run["weights"].sum(-1), 1, atol=1e-12)


def test_a_run_says_what_was_read_and_written():
    run = small("gru", True).run(["a", "zebra"], ["r", "unheard"])
    assert run.inputs == ("a", "zebra", START, "", "") and run.topology.split == 2 and run.forced
    assert run.written == ("", "", "r", OUTSIDE, END) and run.attention.shape == (3, 2)
    assert all(0 < p < 1 for best in run.outputs[2:] for _, p in best)
    free = small("gru", True).run(["a", "zebra"])
    assert free.inputs[2] == START and free.taken is None and not free.forced


def test_no_end_is_waited_for_forever():
    model = small("gru", False)
    model.params["head.bias"][0] = -1e3
    told = model.translated(["a"], longest=7)
    assert len(told.words) == 7 and not told.ended and model.translate_all([["a"]], longest=7) == [told.words]


def test_nothing_to_read_is_refused():
    with pytest.raises(ValueError, match="no word"):
        small("gru", False).translated([])


@pytest.mark.parametrize("attention", [False, True])
def test_weights_and_metadata_make_the_model_again(attention):
    model = small("gru", attention, "float32")
    again = restored(dict(model.params), model.metadata)
    assert again.attends == attention and again.translated(["a", "b"], longest=5).words == model.translated(["a", "b"], longest=5).words
    with pytest.raises((KeyError, TypeError, ValueError)):
        restored({name: value for name, value in model.params.items() if name != "head.bias"}, model.metadata)
    with pytest.raises((KeyError, TypeError, ValueError)):
        restored(dict(model.params), model.metadata | {"source": "[]"})
