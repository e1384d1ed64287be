"""Everything a link can carry, page by page.  This file is the app's public interface: never rename a setting.

The playground has three states, so that a link holds only what matters: a sentence for the completers; a text for the
character models to write; and that with a network of one's own.
"""

from typing import Any

from pages.common.settings import PageState, choice, flag, number, pins, places, shared, text
from pages.common.story_links import *  # noqa: F403  (the story's state)

GERMANY = "I grew up in Germany … so I'm fluent in"
SKY = "the color of the sky is"
SHOW, GUESS = "show", "guess first"
ANSWERS, WORD_BY_WORD, ATTRIBUTION, WHAT_IF, DISTANCE = "answers", "word by word", "what mattered", "what if", "how far back"
GRADIENT, DELETION = "gradient", "deletion"
SAME_SCALE, SCALE_EACH = "all alike", "each network by itself"
SWAP, OMIT = "another clue", "without some words"
WORDS, CHARACTERS = "words", "characters"
WRITE, TRAIN = "let it write", "train your own"
YOURS, OWN_TEXT, BY_NUMBER = "yours", "my own text", "a unit by its number"
WRITTEN, HELD_OUT = "what it writes", "a page it has not read"
FEATURES = ("inside quotes", "place in the line", "letters of the word so far", "the word ends here", "just after . ! ?")


class Playground(PageState, page="playground"):
    reads: str = choice(WORDS, CHARACTERS, default=WORDS, label="The networks read")
    sentence: str = text(600, default=GERMANY, label="Your sentence, up to the blank",
                         help="Three dots (…) mark the place where filler goes.")
    filler: int = number(0, 80, default=12, label="Filler words at the dots (trained with up to 64)")
    mode: str = choice(SHOW, GUESS, default=SHOW, label="Answers",
                       help="Who predicts before looking sees more in a demonstration (Crouch et al. 2004).")
    guess: str = text(40, default="", label="Which word do you expect?")
    seed: int = number(0, 999, default=0, label="Filler seed", help="Each number gives other words.")
    look: str = choice(ANSWERS, WORD_BY_WORD, ATTRIBUTION, WHAT_IF, DISTANCE, default=ANSWERS, label="Look at")
    answer: str = text(40, default="", label="The answer to follow",
                       help="Left empty: what the clue calls for, else what the LSTM finds most probable.")
    step: int = number(0, 400, default=400, label="How many words have been read; 400: all of them")
    measure: str = choice(DELETION, GRADIENT, default=DELETION, label="Measured by")
    compare: str = choice(SAME_SCALE, SCALE_EACH, default=SAME_SCALE, label="Colours, scaled")
    change: str = choice(SWAP, OMIT, default=SWAP, label="Change the sentence")
    swap: str = text(40, default="", label="Instead of the clue", help="Left empty: another of its kind.")
    without: tuple[int, ...] = places(400, label="Words to leave out")
    rival: str = text(40, default="", label="Weighed against", help="Left empty: what the changed sentence calls for.")
    pinned: tuple[tuple[int, int, str], ...] = pins(3, label="Pinned", filler=filler, seed=seed, sentence=sentence)


class Characters(PageState, page="playground"):
    """By default the network, and a text with quotes, in which a unit can be seen to follow them."""

    reads: str = shared(Playground, "reads")
    task: str = choice(WRITE, TRAIN, default=WRITE, label="What to do")
    writer: str = choice("RNN", "GRU", "LSTM", YOURS, default="GRU", label="Network")
    prompt: str = text(300, default='"Is he married or single?"', label="It goes on from")
    temperature: float = number(0.0, 2.0, default=0.8, step=0.05, label="Temperature",
                                help="The logits are divided by it before the softmax. 0: always the most probable character.")
    top_k: int = number(0, 40, default=0, label="Only the k most probable", help="0: every character may be drawn.")
    characters: int = number(50, 1000, default=400, step=50, label="Characters to write")
    draw: int = number(0, 999, default=0, label="Seed of the draw")
    shown: str = choice(WRITTEN, HELD_OUT, default=WRITTEN, label="Coloured text")
    feature: str = choice(*FEATURES, BY_NUMBER, default="inside quotes", label="Coloured by the unit that best follows")
    unit: int = number(0, 512, default=0, label="Unit")


class CharacterTraining(Characters, page="playground"):
    own_text: str = choice("Jane Austen", "speeches", "facts", OWN_TEXT, default="Jane Austen", label="Text to learn")
    own_cell: str = choice("RNN", "GRU", "LSTM", default="GRU", label="Cell")
    own_size: int = number(4, 256, default=64, label="hidden_size")
    own_layers: int = number(1, 2, default=1, label="num_layers")
    own_rate: str = choice("0.001", "0.002", "0.005", "0.01", "0.02", default="0.005", label="Learning rate (AdamW)")
    own_clip: float = number(0.1, 10.0, default=1.0, step=0.1, label="Gradients clipped at norm")
    own_decay: float = number(0.0, 0.5, default=0.0, step=0.01, label="Weight decay")
    own_rows: int = number(1, 32, default=8, label="Batch", help="So many places of the text are read side by side.")
    own_window: int = number(8, 128, default=32, label="Window, characters", help="Backpropagation through time reaches so far.")
    own_steps: int = number(1, 10000, default=2000, step=1, label="Steps")
    own_seed: int = number(0, 999, default=0, label="Seed of the weights")


UNTRAINED, TRAINED = "fresh", "trained on sentences"
LENGTH_SLIDER, THEORY, WAVE, EXPLODING, LEARNING = "length slider", "theory", "watch it flow", "exploding and clipping", "does it learn?"
STATE, HIDDEN, CELL, JACOBIAN, INPUT, SHARE = "∂L/∂s", "∂L/∂h", "∂L/∂c", "∂s/∂s", "∂L/∂x", "share of ∂L/∂W"
LAST, EVERY = "the last step", "every step"
NOISE, SENTENCE, PULSE = "noise", "a sentence", "one pulse, then silence"
SAME_SIZE, SAME_COUNT = "equal hidden size", "equal parameter count"
GAIN, RADIUS = "gain", "spectral radius"
AS_RECIPE = "as the recipe"
PRESENT, NON_NORMAL, SATURATED = "your RNN", "ρ = 0.9, yet it grows first", "ρ = 1.5, yet it vanishes"


class GradientFlow(PageState, page="gradient_flow"):
    panel: str = choice(LENGTH_SLIDER, THEORY, WAVE, EXPLODING, LEARNING, default=LENGTH_SLIDER, label="Look at")
    length: int = number(1, 1000, default=200, label="Sequence length")
    quantity: str = choice(STATE, HIDDEN, CELL, JACOBIAN, INPUT, SHARE, default=STATE, label="Measure",
                           help="s is the whole state: h, and for the LSTM h and c together.")
    told: str = choice(LAST, EVERY, default=LAST, label="Loss at")
    nets: str = choice(UNTRAINED, TRAINED, default=UNTRAINED, label="Networks",
                       help="Fresh ones, or the three completers of the first room on your own sentence.")
    init: str = choice("pytorch", "keras", "orthogonal", "identity", "chrono", default="pytorch", label="Initialisation",
                       help="Identity (IRNN) is a recipe for the plain RNN, chrono one for gates: the other cells keep PyTorch's.")
    forget: str = choice(AS_RECIPE, "-1", "0", "1", "2", "3", "5", default=AS_RECIPE, label="Forget bias",
                         help="Of the gate that keeps the old state: the LSTM's f, the GRU's z. It is the sum of PyTorch's two biases.")
    hidden: int = number(2, 128, default=32, label="Hidden size")
    match: str = choice(SAME_SIZE, SAME_COUNT, default=SAME_SIZE, label="Cells have",
                        help="An LSTM has four times, a GRU three times the parameters of an RNN of the same size.")
    rescale: str = choice(GAIN, RADIUS, default=GAIN, label="Recurrent weights, by",
                          help="Gain multiplies each gate's W_hh; spectral radius scales it to the largest |eigenvalue| you name.")
    gain: float = number(0.0, 4.0, default=1.0, step=0.05, label="… times, or scaled to")
    activation: str = choice("tanh", "relu", default="tanh", label="The RNN's nonlinearity")
    inputs: str = choice(NOISE, SENTENCE, PULSE, default=NOISE, label="They read")
    scale: float = number(0.0, 4.0, default=1.0, step=0.01, label="Input scale (standard deviation)")
    net_seed: int = number(0, 999, default=0, label="Seed of weights and inputs", help="Each number draws other ones.")
    seeds: int = number(1, 8, default=1, label="Seeds measured (median and spread)")
    precision: str = choice("float64", "float32", default="float64", label="Computed in")
    sentence: str = shared(Playground, "sentence")
    filler: int = shared(Playground, "filler")
    seed: int = shared(Playground, "seed")
    mode: str = shared(Playground, "mode")
    sketch: str = text(400, default="", label="Your guess, as lag:exponent pairs")
    case: str = choice(PRESENT, NON_NORMAL, SATURATED, default=PRESENT, label="Whose W")
    cliff_w: float = number(1.0, 8.0, default=4.25, step=0.05, label="Start at w")
    cliff_b: float = number(-6.0, 1.0, default=-3.0, step=0.05, label="Start at b")
    cliff_rate: float = number(0.01, 2.0, default=0.3, step=0.01, label="Learning rate")
    cliff_clip: float = number(0.01, 5.0, default=0.5, step=0.01, label="Clip the gradient's norm at")
    learn_task: str = choice("recall", "adding", "copy", default="recall", label="Task")
    learn_delay: int = number(5, 100, default=30, label="Delay of the live run")
    kept: tuple[tuple[Any, ...], ...] = pins(2, label="Pinned", init=init, forget=forget, hidden=hidden, match=match, rescale=rescale, gain=gain,
                       activation=activation, inputs=inputs, scale=scale, net_seed=net_seed, seeds=seeds, precision=precision, told=told,
                       filler=filler, seed=seed, sentence=sentence)


PROGRAMS, WEIGHTS, PITFALLS, BUGS, SNIPPETS, COST = "programs", "same weights", "what trips people", "spot the bug", "the video's code", "cost"
LINES = (  # what a line of the programs can be about
    "about imports backend seed data baseline scaling padding print class init forward recurrent stacking sequences "
    "bidirectional dropout embedding masking last head state carry bridge decoder teacher generate loss optimizer clipping "
    "batches compile fit step mode evaluate").split()


class Code(PageState, page="code"):
    part: str = choice(PROGRAMS, WEIGHTS, PITFALLS, BUGS, SNIPPETS, COST, default=PROGRAMS, label="Look at")
    program: str = choice("classification", "tagging", "generation", "sequence-to-sequence", "forecasting", default="classification",
                       label="Task")
    cell: str = choice("RNN", "LSTM", "GRU", default="LSTM", label="Cell")
    num_layers: int = number(1, 4, default=1, label="num_layers")
    hidden_size: int = number(1, 256, default=32, label="hidden_size")
    dropout: float = number(0.0, 0.9, default=0.0, step=0.1, label="dropout between layers")
    bidirectional: bool = flag(default=False, label="bidirectional")
    embedding: bool = flag(default=True, label="embedding", help="Token ids looked up in a table; off: raw features, a row of numbers at each step.")
    masked: bool = flag(default=False, label="padded batches", help="Sequences of different lengths: packed in PyTorch, masked in Keras.")
    initial_state: str = choice("zeros", "given", default="zeros", label="initial state",
                                help="Zeros by themselves, or states of your own that are passed in.")
    program_seed: int = number(0, 999, default=0, label="seed")
    line: str = choice("", *LINES, default="", label="What the chosen line is about")
    trap: int = number(0, 24, default=0, label="Which of the differences")  # so many there are; what was beyond never meant one
    bug: int = number(0, 12, default=0, label="Which of the bugs")


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
