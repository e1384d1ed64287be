"""The gallery's links, a state for each room."""

from pages.common.settings import PageState, choice, flag, number, places, text

ONE_TO_ONE, MUSIC, SENTIMENT, ENTITIES, TRANSLATION, SEQUENCES, WIRING = (
    "one to one", "one to many: music", "many to one: sentiment", "many to many: names", "many to many: translation",
    "images and series", "build the wiring")
FIRST_NET = "the first"
NETS = ("RNN", "GRU", "LSTM", "one-way", "two-way", "with attention", "without attention")


class Gallery(PageState, page="gallery"):
    """What every room of the gallery has; each room's own state builds on it."""

    room: str = choice(ONE_TO_ONE, MUSIC, SENTIMENT, ENTITIES, TRANSLATION, SEQUENCES, WIRING, default=SENTIMENT, label="Room")
    at: int = number(0, 400, default=400, label="Step shown; 400: the last")
    net: str = choice(FIRST_NET, *NETS, default=FIRST_NET, label="Network drawn, of several")


class WiringTask(Gallery, page="gallery"):
    wire_task: int = number(0, 99, default=0, label="Task")
    wire_reads: tuple[int, ...] = places(9, label="Steps that read")
    wire_writes: tuple[int, ...] = places(9, label="Steps that write")
    wire_fed: bool = flag(default=False, label="What is written is read at the next step")
    wire_back: bool = flag(default=False, label="A second strand, from right to left",
                           help="It reads the same inputs from the last to the first; both strands write together.")


class Sentiment(Gallery, page="gallery"):
    verdict_text: str = text(400, default="The plot is thin, but it is not bad at all", label="Your sentence",
                             help="English; a review, a tweet, an opinion. The networks read at most its first 120 words.")


class Entities(Gallery, page="gallery"):
    marks_text: str = text(400, default="Jordan borders Syria, and Anna works there for Siemens.", label="Your sentence",
                           help="English. The networks read at most its first 80 words; capitals help, but are not needed.")
    marks_cell: str = choice("RNN", "GRU", default="GRU", label="Cell")


PITCHES = ("G3", "A3", "B♭3", "B3", "C4", "D4", "E♭4", "E4", "F4", "G4", "A4", "B♭4", "B4", "C5", "D5", "E5", "F5", "G5")


class Music(Gallery, page="gallery"):
    tune_cell: str = choice("RNN", "GRU", "LSTM", default="GRU", label="Network")
    tune_pitch: str = choice(*PITCHES, default="G4", label="First note", help="All tunes are moved so that they stand in C.")
    tune_long: str = choice("¼", "½", "¾", "1", "1½", "2", default="½", label="Its length", help="In quarter notes.")
    tune_metre: str = choice("6/8", "2/2", "2/4", "4/4", "3/4", "9/8", default="6/8", label="Metre",
                             help="6/8 is a jig, 2/2 a reel, 3/4 a waltz, 9/8 a slip jig.")
    tune_mode: str = choice("major", "minor", "mixolydian", "dorian", default="major", label="Mode",
                            help="The scale on C. Mixolydian is major with B♭, Dorian is minor with A.")
    tune_temperature: float = number(0.0, 2.0, default=0.8, step=0.05, label="Temperature",
                                     help="The logits are divided by it before the softmax. 0: always the most probable note.")
    tune_seed: int = number(0, 999, default=0, label="Seed", help="Each number draws another tune.")
    tune_notes: int = number(8, 112, default=96, label="Notes, at most", help="It stops earlier when it draws “end”.")
    tune_tempo: int = number(60, 240, default=140, step=5, label="Tempo", help="Quarter notes a minute.")


BY_ROWS, BY_YEARS = "a picture, row by row", "a series, year by year"


class Digit(Gallery, page="gallery"):
    """A digit to be read: one of the held-out pictures, or the visitor's own drawing."""

    digit_number: int = number(0, 449, default=257, label="Or a held-out digit, by its number")
    digit_drawn: str = text(64, default="", label="Your drawing, as 64 grey values")


class OneToOne(Digit, page="gallery"):
    digit_shuffled: bool = flag(default=False, label="Shuffle the 64 pixels, and its weights with them")


class Sequences(Digit, page="gallery"):
    seq_what: str = choice(BY_ROWS, BY_YEARS, default=BY_ROWS, label="Read as a sequence")
    series_from: int = number(1809, 2008, default=1986, label="The last year it may read",
                              help="It reads the 44 years up to this one, then goes on by itself for 22.")


SENTENCES, NUMBERS = "sentences", "numbers"
OWN_WORDS, RIGHT_WORDS = "its own words", "the right words"
ATTENTION, TEACHER_FORCING, LENGTH, VOCABULARY = "where it looks", "right words or own words", "long sentences", "words it knows"
BLEU, EXACT = "BLEU", "without a fault"


class Translation(Gallery, page="gallery"):
    tongue_task: str = choice(SENTENCES, NUMBERS, default=SENTENCES, label="English to French")
    tongue_text: str = text(200, default="the young woman who lost her key does not see the old horse behind our house", label="Your sentence",
                            help="The networks know some 350 words of English; unknown ones are named.")
    tongue_number: int = number(0, 999_999, default=80_081, label="Your number, 0 to 999,999")
    tongue_fed: str = choice(OWN_WORDS, RIGHT_WORDS, default=OWN_WORDS, label="The decoder is fed",
                             help="Its own words, as when it is used; or the right ones, as in training (teacher forcing).")
    tongue_look: str = choice(ATTENTION, TEACHER_FORCING, LENGTH, VOCABULARY, default=ATTENTION, label="Look closer")
    tongue_measure: str = choice(BLEU, EXACT, default=BLEU, label="Measured by")
