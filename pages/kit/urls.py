"""Everything a link can carry, page by page.  This file is the app's public interface: never rename a knob."""

from pages.kit.knobs import Knobs, choice, number, pins, places, text

GERMANY = "I grew up in Germany … so I'm fluent in"
SKY = "the color of the sky is"
SHOW, GUESS = "show", "guess first"
ANSWERS, STEPS, MATTERED, WHAT_IF, FAR = "answers", "word by word", "what mattered", "what if", "how far back"
GRADIENT, DELETION = "gradient", "deletion"
ABSOLUTE, ROWS = "all alike", "each network by itself"
SWAP, OMIT = "another clue", "without some words"


class Playground(Knobs, page="playground"):
    sentence: str = text(600, default=GERMANY, label="Your sentence, up to the blank",
                         help="Three dots (…) mark the place where filler goes.")
    filler: int = number(0, 80, default=12, label="Filler words at the dots (trained with up to 20)")
    mode: str = choice(SHOW, GUESS, default=SHOW, label="Answers",
                       help="Who predicts before looking sees more in a demonstration (Crouch et al. 2004).")
    guess: str = text(40, default="", label="Which word do you expect?")
    seed: int = number(0, 999, default=0, label="Filler seed", help="Each number gives other words.")
    look: str = choice(ANSWERS, STEPS, MATTERED, WHAT_IF, FAR, default=ANSWERS, label="Look at")
    answer: str = text(40, default="", label="The answer to follow",
                       help="Left empty: what the clue calls for, else what the LSTM finds most probable.")
    step: int = number(0, 400, default=400, label="How many words have been read; 400: all of them")
    measure: str = choice(DELETION, GRADIENT, default=DELETION, label="Measured by")
    compare: str = choice(ABSOLUTE, ROWS, default=ABSOLUTE, label="Colours, scaled")
    change: str = choice(SWAP, OMIT, default=SWAP, label="Change the sentence")
    swap: str = text(40, default="", label="Instead of the clue", help="Left empty: another of its kind.")
    without: tuple[int, ...] = places(400, label="Words to leave out")
    rival: str = text(40, default="", label="Weighed against",
                      help="Left empty: what the changed sentence calls for.")
    pinned: tuple[tuple[int, int, str], ...] = pins(3, label="Pinned", filler=filler, seed=seed, sentence=sentence)
