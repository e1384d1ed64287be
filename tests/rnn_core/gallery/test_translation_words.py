import pytest

from rnn_core.gallery import translation_pairs
from rnn_core.gallery.translation_words import LARGEST, english_words, joined, number_in_words, tokens
from rnn_core.text.vocabulary import UNKNOWN


@pytest.mark.parametrize("part", translation_pairs.PARTS)
def test_numbers_are_written_as_num2words_wrote_the_data(part):
    for where, n, english, french in translation_pairs._lines("numbers"):
        if where == part:
            assert (number_in_words(int(n), "en"), number_in_words(int(n), "fr")) == (english, french)


@pytest.mark.parametrize("n, english, french", [
    (0, "zero", "zéro"), (21, "twenty-one", "vingt et un"), (71, "seventy-one", "soixante et onze"), (80, "eighty", "quatre-vingts"),
    (81, "eighty-one", "quatre-vingt-un"), (99, "ninety-nine", "quatre-vingt-dix-neuf"), (200, "two hundred", "deux cents"),
    (80_000, "eighty thousand", "quatre-vingt mille"), (1_180, "one thousand, one hundred and eighty", "mille cent quatre-vingts")])
def test_the_traps_of_french_numbers(n, english, french):
    """num2words 0.5.14; 33,000 numbers were compared once, all alike."""
    assert (number_in_words(n, "en"), number_in_words(n, "fr")) == (english, french)


@pytest.mark.parametrize("n", [-1, LARGEST + 1])
def test_numbers_outside_are_refused(n):
    with pytest.raises(ValueError, match="999,999"):
        number_in_words(n, "fr")


@pytest.mark.parametrize("family", ["numbers", "translation"])
def test_words_and_back_is_the_same_text(family):
    for line in translation_pairs._lines(family)[::50]:
        assert joined(tokens(line[-1])) == line[-1] and (family == "numbers" or joined(tokens(line[-2]), english=True) == line[-2])


def test_a_typed_sentence_is_read_as_the_data_is():
    assert tokens("  L’Homme n'a PAS vu l'arbre!! ") == ["l'", "homme", "n'", "a", "pas", "vu", "l'", "arbre"]
    assert tokens("Does he sing?") == ["does", "he", "sing", "?"]
    assert tokens("aujourd'hui, a-t-il") == ["aujourd'hui", "a", "-t", "-il"]
    assert tokens("") == tokens("!!! 🙂 —") == []
    with pytest.raises(ValueError, match="400"):
        tokens("a" * 401)


@pytest.mark.parametrize("family", ["numbers", "translation"])
def test_no_source_of_one_part_stands_in_another(family):
    english = {part: [pair[0] for pair in translation_pairs.read(family, part)] for part in translation_pairs.PARTS}
    everything = [words for part in translation_pairs.PARTS for words in english[part]]
    assert len(set(everything)) == len(everything) and all(english.values())


def test_the_vocabulary_is_the_training_parts():
    words = translation_pairs.vocabulary("translation", 1)
    assert {w for _, french in translation_pairs.read("translation", "training") for w in french} == set(words.words) - {"<s>", UNKNOWN}


def test_the_nearest_pair_shares_most_words_and_neighbours():
    known = [(tuple("abc"), ("1",)), (tuple("cab"), ("2",)), (tuple("abd"), ("3",)), (("a",) * 3, ("4",))]
    nearest = translation_pairs.Nearest(known)
    assert nearest("abc") == (1.0, known[0])
    assert nearest(["a", "b", "d", "e"]) == (pytest.approx(2 * 5 / 12), known[2])
    assert nearest(["a", "b"])[1] != known[3] and nearest(["a", "x", "y"]) == (pytest.approx(2 / 10), known[0])  # a counts once
    assert nearest(["z"]) == (0.0, known[0]) and nearest([])[0] == 0


def test_short_forms_are_written_out_and_a_full_stop_is_added():
    assert english_words("I’m happy; she doesn't sleep") == ["i", "am", "happy", "she", "does", "not", "sleep", "."]
    assert english_words("Can't he come?") == ["cannot", "he", "come", "?"] and english_words("he's old") == ["he", "is", "old", "."]
    assert english_words(" ") == english_words("…") == []
    with pytest.raises(ValueError, match="400"):
        english_words("a " * 300)
