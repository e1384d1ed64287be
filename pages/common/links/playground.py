"""The playground's links.  It has three states, so that a link holds only what matters: a sentence for the completers; a text for
the character models to write; and that with a network of one's own."""

from pages.common.settings import PageState, choice, number, pins, places, shared, text

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
