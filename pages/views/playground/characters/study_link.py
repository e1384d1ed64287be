"""A visitor's study and the link that repeats it: its settings as settings and back, and as a program.  No Streamlit here."""

from dataclasses import replace
from typing import Any

from pages.common.links import HELD_OUT, OWN_TEXT, Characters, CharacterTraining
from rnn_core.text.corpus.texts import named
from rnn_core.text.study import Settings, Study

SHORTEST_PARAGRAPH = 40  # characters of a paragraph: shorter ones, as “Yes.”, stand in many texts
PROMISE = ("This link holds every setting, the seeds too, but no weights: whoever opens it trains the network again, in seconds, and then "
         "sees the same numbers.")
PROMISE_WITHOUT_TEXT = ("This link holds every setting, the seeds too, but neither weights nor your text. Whoever opens it needs the very same text, "
                "and trains the network again with it; with another text, the numbers are others.")


def settings(state: CharacterTraining) -> Settings:
    return Settings(cell=state.own_cell.lower(), hidden_size=state.own_size, num_layers=state.own_layers, rows=state.own_rows,
                    window=state.own_window, lr=float(state.own_rate), clip=state.own_clip, weight_decay=state.own_decay,
                    steps=state.own_steps, seed=state.own_seed)


def link_settings(study: Study) -> dict[str, Any]:
    """The settings that train this very network: as many steps as it has done, however many were asked for since."""
    s = study.settings
    return {"own_text": named(study.text) or OWN_TEXT, "own_cell": s.cell.upper(), "own_size": s.hidden_size, "own_layers": s.num_layers,
            "own_rate": str(s.lr), "own_clip": s.clip, "own_decay": s.weight_decay, "own_rows": s.rows, "own_window": s.window,
            "own_steps": max(1, study.step), "own_seed": s.seed}


def promise(own_text: str) -> str:
    """What a link to a network of one's own can keep."""
    return PROMISE_WITHOUT_TEXT if own_text == OWN_TEXT else PROMISE


def invitation(state: CharacterTraining) -> str:
    """What to press, where a link shows what a network of the sender's own wrote."""
    layers = "" if state.own_layers == 1 else f", {state.own_layers} layers"
    network = f"{state.own_cell} of hidden size {state.own_size}{layers}, {state.own_steps:,} steps"
    none_yet = "There is no network of yours yet: a link keeps its settings, not its weights. "
    if state.own_text == OWN_TEXT:
        return (f"{none_yet}The settings of this link are a {network}, on a text that did not travel along. Press **Train your own**, paste the very "
                "same text there, press **Train**, and when it is done **Let it write**.")
    return (f"{none_yet}Press **Train your own**, there **Train** (a {network} on “{state.own_text}”, in seconds), and when it is done **Let it "
            "write**: the training repeats, to the last bit on the same machine, and with it what is written.")


def has_read(study: Study, page: str) -> bool:
    """Whether some paragraph of the page stands in what the network has read, however its lines are broken."""
    read = " ".join(study.read.split())
    return any(" ".join(p.split()) in read for p in page.split("\n\n") if len(p) >= SHORTEST_PARAGRAPH)


def program(state: Characters, study: Study | None, unit: int, text: str) -> str:
    """What is shown, as Python: what is written, or of a page that is only read the unit's values."""
    made = _trained(study) if study else f'from rnn_core import zoo\n\nmodel = zoo.load_characters("characters-{state.writer.lower()}")'
    if state.shown == HELD_OUT:
        return f"from rnn_core import units\n{made}\ntext = {text!r}\nunits.signal(model, model.alphabet.encode(text))[:, {unit}]"
    return (f"{made}\nmodel.write({state.prompt!r}, {state.characters}, temperature={state.temperature}, top_k={state.top_k}, "
            f"rng={state.draw})")


def _trained(study: Study) -> str:
    name = named(study.text)
    source = "from rnn_core.text.corpus.texts import TEXTS" if name else "from rnn_core.text.characters import clean"
    text = f"TEXTS[{name!r}]()" if name else 'clean(open("my-text.txt", encoding="utf-8").read())  # the text you gave'
    loop = "while not study.done:\n    study.advance(seconds=1)\n" if study.step else ""
    return (f"{source}\nfrom rnn_core.text.study import Settings, Study\n\nlearnt = {text}\n"
            f"study = Study(learnt, {replace(study.settings, steps=max(1, study.step))!r})\n{loop}model = study.model")

