"""Everything a link can carry, page by page.  This file is the app's public interface: never rename a knob."""

from pages.kit.knobs import Knobs, choice, number, text

GERMANY = "I grew up in Germany … so I'm fluent in"
SKY = "the color of the sky is"
SHOW, GUESS = "show", "guess first"


class Playground(Knobs, page="playground"):
    sentence: str = text(600, default=GERMANY, label="Your sentence, up to the blank",
                         help="Three dots (…) mark the place where filler goes.")
    filler: int = number(0, 80, default=12, label="Filler words at the dots (trained with up to 20)")
    mode: str = choice(SHOW, GUESS, default=SHOW, label="Answers",
                       help="Who predicts before looking sees more in a demonstration (Crouch et al. 2004).")
    guess: str = text(40, default="", label="Which word do you expect?")
    seed: int = number(0, 999, default=0, label="Filler seed", help="Each number gives other words.")
