"""The part that both programs share to the letter: data made from the seed, and what it takes to guess it."""

from dataclasses import dataclass

from rnn_core.frameworks.options import Options
from rnn_core.frameworks.program_lines import Line, lines, when

SEQUENCES, TRAIN, BATCH, RATE = 1280, 1024, 64, 0.01
VOCABULARY, EMBEDDED, FEATURES, PADDING, START = 13, 16, 3, 0, 1


@dataclass(frozen=True)
class Task:
    """What the two programs have to know of a task."""

    model: str
    about: str
    steps: int
    epochs: int
    outputs: int
    per_step: bool
    regression: bool = False  # the answer is a number, not a class


TASKS = {
    "classification": Task("Classifier", "many-to-one: was the first of all inputs a high one?", 10, 10, 2, False),
    "tagging": Task("Tagger", "many-to-many, step by step: does the sequence fall, stay or rise around this step?", 12, 6, 3, True),
    "generation": Task("Melody", "one-to-many: learn scales, then play on from a first note", 12, 6, VOCABULARY, True),
    "sequence-to-sequence": Task("Translator", "many-to-many, read first, then write: the sequence backwards", 6, 10, VOCABULARY, True),
    "forecasting": Task("Forecaster", "many-to-one: the next value of a noisy wave", 24, 6, 1, False, regression=True),
}


MOST_FREQUENT = f"""baseline | known = y[{TRAIN}:][y[{TRAIN}:] >= 0]
baseline | baseline = np.bincount(known).max() / len(known)  # most frequent"""


def features(o: Options) -> int:
    """input_size of the recurrent layer."""
    if o.embedding:
        return EMBEDDED
    return {"forecasting": 1, "generation": VOCABULARY, "sequence-to-sequence": VOCABULARY}.get(o.task, FEATURES)


def state_count(o: Options) -> int:
    """Initial states of a sequence: one for each layer and direction, two in an LSTM."""
    return o.num_layers * o.directions * (2 if o.lstm else 1)


def packs(o: Options) -> bool:
    """Whether padding has to be kept from the recurrent layer.  Where one direction answers at every step, padding on the
    right reaches no answer, and leaving it out of the loss is enough."""
    return o.masked and (o.bidirectional or not TASKS[o.task].per_step or o.task == "sequence-to-sequence")


def data(o: Options) -> list[Line]:
    made = {"classification": _classification, "tagging": _tagging, "generation": _generation,
            "sequence-to-sequence": _translation, "forecasting": _forecasting}[o.task](o)
    given = f"""
state    | state = rng.normal(0, 0.5, size=({SEQUENCES}, {state_count(o)}, {o.hidden_size})).astype("float32")  # from elsewhere
"""
    return lines("data", made + when(o.given, given) + "|\n")


def _lengths(o: Options, least: int) -> str:
    return f"""
padding  | lengths = rng.integers({least}, {TASKS[o.task].steps + 1}, size={SEQUENCES})  # steps that count
padding  | padded = np.arange({TASKS[o.task].steps}) >= lengths[:, None]{when(not packs(o), '  # to the right')}
"""


def _random_inputs(o: Options) -> str:
    steps = TASKS[o.task].steps
    return (f"rng.integers(1, {VOCABULARY}, size=({SEQUENCES}, {steps}))  # ids; 0 pads" if o.embedding
            else f'rng.normal(size=({SEQUENCES}, {steps}, {FEATURES})).astype("float32")')


def _classification(o: Options) -> str:
    y = "x[:, 0] > 6" if o.embedding else "x[:, 0, 0] > 0"
    return f"""
data     | x = {_random_inputs(o)}
data     | y = ({y}).astype("int64")  # the clue comes first
{when(o.masked, _lengths(o, 4) + "padding  | x[padded] = 0")}
baseline | baseline = np.bincount(y[{TRAIN}:]).max() / {SEQUENCES - TRAIN}  # most frequent
"""


def _tagging(o: Options) -> str:
    value = "x" if o.embedding else "x[:, :, 0]"
    return f"""
data     | x = {_random_inputs(o)}
{when(o.masked, _lengths(o, 4) + "padding  | x[padded] = 0")}
data     | around = np.pad({value}, ((0, 0), (1, 1)))
data     | y = np.sign(around[:, 2:] - around[:, :-2]).astype("int64") + 1  # next against last
{when(o.masked, "padding  | y[padded] = -1  # no tag, no loss")}
{MOST_FREQUENT}
"""


def _one_hot(o: Options) -> str:
    return when(not o.embedding, f"""
data     | one_hot = np.eye({VOCABULARY}, dtype="float32")
{when(o.masked, "padding  | one_hot[0] = 0.0  # padding is all zeros")}
""")


def _generation(o: Options) -> str:
    steps = TASKS[o.task].steps
    return f"""
data     | first = rng.integers(0, 12, size=({SEQUENCES}, 1))
data     | interval = rng.integers(1, 5, size=({SEQUENCES}, 1))
data     | notes = (first + interval * np.arange({steps + 1})) % 12 + 1  # scales; 0 pads
data     | x, y = notes[:, :-1], notes[:, 1:]  # answer: the next note
{when(o.masked, _lengths(o, 4) + "padding  | x, y = np.where(padded, 0, x), np.where(padded, -1, y)")}
{_one_hot(o)}{when(not o.embedding, f"data     | x = one_hot[x]  # (sequences, steps, {VOCABULARY})")}
{MOST_FREQUENT}
"""


def _translation(o: Options) -> str:
    steps = TASKS[o.task].steps
    backwards = (f"""{_lengths(o, 2)}
padding  | source[padded] = 0
data     | order = lengths[:, None] - 1 - np.arange({steps})
data     | target = np.take_along_axis(source, order.clip(0), axis=1)  # the same backwards
padding  | y = np.where(padded, -1, target)  # no token, no loss
""" if o.masked else """
data     | target = source[:, ::-1].copy()  # the same backwards
data     | y = target
""")
    return f"""
data     | source = rng.integers(2, {VOCABULARY}, size=({SEQUENCES}, {steps}))  # 0 pads, 1 starts
{backwards}
teacher  | target = np.pad(target[:, :-1], ((0, 0), (1, 0)), constant_values={START})  # one step late
{when(o.masked, "padding  | target[padded] = 0")}
{_one_hot(o)}{when(not o.embedding, f"data     | source, target = one_hot[source], one_hot[target]  # (sequences, steps, {VOCABULARY})")}
{MOST_FREQUENT}
"""


def _forecasting(o: Options) -> str:
    steps = TASKS[o.task].steps
    cut = (f"""{_lengths(o, 8)}
data     | y = windows[np.arange({SEQUENCES}), lengths][:, None]  # the next value
padding  | x[padded] = 0
""" if o.masked else "data     | y = windows[:, -1:]")
    last = f"x[np.arange({SEQUENCES}), lengths - 1]" if o.masked else "x[:, -1]"
    return f"""
data     | time = np.arange({SEQUENCES + steps})
data     | wave = np.sin(time / 4) + np.sin(time / 9) + 0.1 * rng.normal(size=time.size)
scaling  | wave = (wave - wave[:{TRAIN}].mean()) / wave[:{TRAIN}].std()  # by the training part
data     | windows = np.lib.stride_tricks.sliding_window_view(wave, {steps + 1}).astype("float32")
data     | x = windows[:, :-1, None].copy()  # (windows, steps, 1)
{cut}
baseline | last = {last}
baseline | baseline = np.sqrt(np.mean((last - y)[{TRAIN}:] ** 2))  # the last value again
"""
