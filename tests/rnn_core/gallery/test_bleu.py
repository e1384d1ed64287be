
import numpy as np
import pytest

from rnn_core.gallery.bleu import bleu, counts, interval

# Made by sacrebleu 2.6.0: corpus_bleu(…, tokenize="none", smooth_method="none"), on sentences of nonsense.
CHECKED = [
    (["pomme chien ne pomme pomme . un le pas .", ". le chat la voit pas chien", "la une chien le pomme chien ne mange chat la pas",
      "chat une une", "le chien rouge chien", "mange voit chien un"],
     ["pomme voit rouge pomme pomme . un le pas", ". le chat la voit pas chien ne", "la une chien le pomme chien ne mange chat rouge ne chat rouge",
      "chat une une pas chat chat", "le chien rouge chien chat", "mange voit chien un . . chien"], 62.990652),
    (["le chat un voit chat pas chien", "le ne pas voit ne . une la chat chien", "voit une"],
     ["le chat la voit chat pas chien", "le ne pas voit ne . une la une chien chien pomme voit", "voit ne mange ne la"], 48.416172),
    (["une mange pomme mange pas mange ne le un mange pas", "la . une pas chien le", "le rouge . ne le pas un un mange"],
     ["une mange pomme mange pas mange ne le voit mange pas mange chat pas", "la . une pas chien", "le rouge chat ne le pas un un mange"], 66.417669),
]


@pytest.mark.parametrize("written, right, expected", CHECKED)
def test_bleu_is_sacrebleus(written, right, expected):
    assert bleu([text.split() for text in written], [text.split() for text in right]) == pytest.approx(expected, abs=1e-5)


def test_the_ends_of_the_scale():
    right = ["a b c d e".split(), "f g h i".split()]
    assert bleu(right, right) == pytest.approx(100)
    assert bleu([["x"] * 5, ["y"] * 4], right) == 0
    assert bleu([[], []], right) == 0


def test_a_repeated_word_counts_as_often_as_it_is_right_and_shortness_is_punished():
    """Papineni et al. 2002: "the the the …" has clipped unigram precision 2/7."""
    found = counts(["the"] * 7, "the cat is on the mat".split())
    assert (found[0], found[4]) == (2, 7)
    right = ["a b c d e f g h".split()]
    assert bleu(["a b c d e f".split()], right) == pytest.approx(100 * np.exp(1 - 8 / 6))


def test_the_interval_holds_the_figure_and_repeats():
    each = np.array([counts(text.split(), right.split()) for text, right in zip(CHECKED[0][0], CHECKED[0][1], strict=True)])
    low, high = interval(each, draws=200)
    assert low < CHECKED[0][2] < high and interval(each, draws=200) == (low, high)
