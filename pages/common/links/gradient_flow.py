"""The gradient page's links."""

from typing import Any

from pages.common.links.playground import GERMANY, Playground
from pages.common.settings import PageState, choice, number, pins, shared, text

UNTRAINED, TRAINED = "fresh", "trained on sentences"
LENGTH_SLIDER, THEORY, WAVE, EXPLODING, LEARNING = "length slider", "theory", "watch it flow", "exploding and clipping", "does it learn?"
STATE, HIDDEN, CELL, JACOBIAN, INPUT, SHARE = "∂L/∂s", "∂L/∂h", "∂L/∂c", "∂s/∂s", "∂L/∂x", "share of ∂L/∂W"
LAST, EVERY = "the last step", "every step"
NOISE, SENTENCE, PULSE = "noise", "a sentence", "one pulse, then silence"
SAME_SIZE, SAME_COUNT = "equal hidden size", "equal parameter count"
GAIN, RADIUS = "gain", "spectral radius"
AS_RECIPE = "as the recipe"
FROM_ONE, ABSOLUTE = "from 1 at the last step", "as they are"
# The run that the page opens beside the present one: PyTorch's defaults, but a forget bias of 3.
OPEN_GATE = ("pytorch", "3", 32, SAME_SIZE, GAIN, 1.0, "tanh", NOISE, 1.0, 0, 1, "float64", LAST, 12, 0, GERMANY)
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
    scaled: str = choice(FROM_ONE, ABSOLUTE, default=FROM_ONE, before={1: ABSOLUTE}, label="Trained networks' lines",
                         help="A confident network has small gradients everywhere: begun at 1, the lines show what is lost on the way.")
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
                       filler=filler, seed=seed, sentence=sentence, default=(OPEN_GATE,), before={1: ()})
