"""Numbers in English words to French ones: the translators of translation.py on a language of thirty words.

    zoo.load_gallery("numbers-gru").run(tokens(number_in_words(81, "en"))).written
"""

from rnn_core.gallery.translation import restored

__all__ = ["restored"]
