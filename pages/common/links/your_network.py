"""The links of the page on a network of one's own.  They carry settings alone: never weights, never an input file."""

from pages.common.settings import PageState, choice, number, text

FORECASTER, DIGIT_READER, TWO_LAYERS = "forecaster", "digit reader", "two layers"  # the examples of rnn_core.files.examples


class YourNetwork(PageState, page="your_network"):
    your_example: str = choice(FORECASTER, DIGIT_READER, TWO_LAYERS, default=FORECASTER, label="Or an example")
    your_stack: str = text(120, default="", label="Part of the file", help="The file does not say that one part feeds the other.")
    noise_mean: float = number(-1000.0, 1000.0, default=0.0, step=0.1, label="Mean of the noise")
    noise_deviation: float = number(0.0, 1000.0, default=1.0, step=0.1, label="Its standard deviation")
    noise_steps: int = number(2, 1000, default=100, label="Steps")
    noise_seed: int = number(0, 999, default=0, label="Seed of the noise")
    your_look: str = text(160, default="", label="Look at")
