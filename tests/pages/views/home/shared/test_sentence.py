from pages.common import links
from pages.views.home.shared import sentence


def test_a_sentence_has_its_clue_and_what_it_calls_for():
    found = sentence.of(links.Story(own_sentence="she is from Japan, so she speaks"))
    assert (found.clue, found.place, found.answer, found.notices) == ("japan", 3, "japanese", [])
    assert found.tokens[found.place] == "japan"


def test_without_a_clue_the_answer_is_the_networks_own_or_the_sentence_ours():
    state = links.Story(own_sentence="hello there")
    assert sentence.of(state).clue == "" and sentence.of(state).tokens == ("hello", "there")
    assert sentence.of(state, with_clue=True)[:2] == (links.OWN, sentence.of(links.Story()).tokens)
    assert sentence.of(state, with_clue=True).notices == [sentence.NO_CLUE]


def test_an_empty_one_and_unknown_words_are_told():
    assert sentence.of(links.Story(own_sentence=" … ")).notices == [sentence.EMPTY]
    assert "“qwyx”" in sentence.of(links.Story(own_sentence="the qwyx of France is")).notices[0]
