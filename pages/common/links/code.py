"""The code page's links."""

from pages.common.settings import PageState, choice, flag, number

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
    trap: int = number(0, 27, default=0, label="Which of the differences")  # so many there are; what was beyond never meant one
    bug: int = number(0, 13, default=0, label="Which of the bugs")
