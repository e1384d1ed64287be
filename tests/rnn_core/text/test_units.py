"""Features told by hand, correlations against NumPy's, and a unit that is made to follow one."""

import numpy as np
import pytest

from rnn_core.text.characters import Alphabet, CharacterModel
from rnn_core.text.units import FEATURES, Tracked, correlations, known, quoted, shown, signal, since, tracking

TEXT = 'He said "go." Then\nshe "left\n\nand so'


def told(name, text):
    return "".join(str(int(v)) for v in FEATURES[name](text))


def test_features_told_by_hand():
    assert told("inside quotes", 'a "bc" d') == "00111000"
    assert told("inside quotes", 'a "b\n\nc "d') == "0011100011"  # nobody closed the first one: the empty line does
    assert told("place in the line", "ab\ncd\n\ne") == "01012001"
    assert told("letters of the word so far", " it's ok") == "01234012"
    assert told("the word ends here", "ab, it's") == "01000000"  # the last word may go on
    assert told("just after . ! ?", "oh no. Yes it") == "1111011110000"
    assert list(since(np.array([False, True, False, False]))) == [0, 0, 1, 2]
    assert quoted("").shape == (0,)


def test_correlations_are_numpys_and_0_where_nothing_changes():
    rng = np.random.default_rng(0)
    values, feature = rng.normal(size=(200, 3)), rng.normal(size=200)
    values[:, 2] = 5.0
    expected = [np.corrcoef(values[:, k], feature)[0, 1] for k in range(2)]
    np.testing.assert_allclose(correlations(values, feature), [*expected, 0], atol=1e-12)
    assert not correlations(values, np.ones(200)).any()


def test_a_unit_is_seen_to_follow_in_the_text_that_is_shown_or_not():
    """Constant, a copy of the feature, its opposite, and a ramp that only knows how long the text is."""
    feature, ramp = quoted(TEXT), np.arange(len(TEXT), dtype=float)
    assert shown(np.ones(len(TEXT)), "inside quotes", TEXT) == (0, 0)
    assert shown(feature, "inside quotes", TEXT).feature == pytest.approx(1)
    assert shown(-3 * feature, "inside quotes", TEXT).feature == pytest.approx(-1)
    assert shown(-ramp, "inside quotes", TEXT).place == pytest.approx(-1)
    assert shown(ramp, "inside quotes", "no quotation at all").feature is None
    assert [Tracked(0, r, 9).follows for r in (0.5, -0.5, 0.49, -0.04)] == [True, True, False, False]


def planted(cell):
    """A model in which unit 2 alone hears the line's end, and remembers it while it fades."""
    model = CharacterModel(cell, Alphabet.of(TEXT), embedding_dim=3, hidden_size=4, rng=0)
    for value in model.params.values():
        value[...] = 0
    model.params["embedding.weight"][model.alphabet.encode("\n")[0], 0] = 1
    rows = {"rnn": [2], "gru": [10], "lstm": [10]}[cell]  # h; n; g
    model.params["rnn.weight_ih_l0"][rows, 0] = 3
    if cell == "rnn":
        model.params["rnn.weight_hh_l0"][2, 2] = 0.9
    return model


@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
def test_the_unit_that_follows_a_feature_is_found(cell):
    model = planted(cell)
    found = tracking(model, TEXT * 4, TEXT * 3)
    assert found["place in the line"].unit == 2 and found["place in the line"].correlation < -0.5
    assert set(found) == set(FEATURES) and all(-1 <= t.correlation <= 1 and t.characters == 3 * len(TEXT) for t in found.values())


def test_the_correlation_told_is_that_of_the_other_text():
    model = CharacterModel("gru", Alphabet.of(TEXT), embedding_dim=3, hidden_size=6, rng=1)
    (unit, r, _), text = tracking(model, TEXT, TEXT[::-1])["inside quotes"], TEXT[::-1]
    assert r == pytest.approx(np.corrcoef(signal(model, model.alphabet.encode(text))[:, unit], quoted(text))[0, 1])


def test_an_lstms_signal_is_its_cell_state_and_strangers_are_left_out():
    model = CharacterModel("lstm", Alphabet.of("ab"), embedding_dim=3, hidden_size=6, num_layers=2, rng=1)
    ids = model.alphabet.encode("abba")
    np.testing.assert_array_equal(signal(model, ids), model.trace(ids).c[-1])
    assert signal(model, ids).shape == (4, 6) and known(model, "aXb\n") == "ab"
