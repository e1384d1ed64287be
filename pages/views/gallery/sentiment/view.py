"""Many to one: a sentence is read word by word, and three networks say whether it praises."""

import streamlit as st

from pages.common import controls, tables
from pages.common.links import Sentiment
from pages.views.gallery.sentiment import compute, text
from pages.views.gallery.sentiment import figures as charts
from pages.views.gallery.shared import footer, models, unrolled
from rnn_core.frameworks import Options
from rnn_core.nn.safetensors import DamagedFile

TRY = ("This film is good.", "This film is not good.", "This film is bad.", "This film is not bad.", "Not bad at all!",
       "Hardly a masterpiece.", "I expected to hate it and I was wrong.")


def ask() -> Sentiment:
    first, last = st.columns([9, 2], vertical_alignment="bottom")
    with first:
        drawn = controls.widget(Sentiment, "verdict_text", clears=("at",))
    with last:
        controls.share(Sentiment)
    footer.to_try("verdict_text", "Or one of these; the first four are two pairs, each with and without “not”", TRY)
    return controls.read_state(Sentiment, {"verdict_text": drawn})


def show() -> None:
    st.markdown("Words go in one by one; **only after the last one does the network answer**: does this praise or not? Until then all that it has "
                "read is in its state.")
    state = ask()
    try:
        count, read, unknown = compute.words(state.verdict_text)
    except DamagedFile as error:
        st.error(str(error))
        return
    if not count:
        st.info("There is no word to read yet: write a sentence in English.", icon=":material/edit:")
        return
    runs, wrong = compute.runs(state.verdict_text)
    for told in wrong:
        st.error(told)
    st.html(text.leaning(runs))
    notice = text.strangers(count, read, unknown)
    if notice:
        st.caption(notice)
    st.plotly_chart(charts.lines(runs), key="verdict_lines", config={"displayModeBar": False})
    st.markdown(text.told(runs))
    unrolled.show({cell: runs[cell] for cell in sorted(runs)}, step=controls.link_value(Sentiment, "at"), key="verdict_drawing", on_rest=lambda step: controls.set_link_value(Sentiment, "at", step))
    st.caption("Pale answers are not given: they are what the network would say if the sentence ended there.")
    explain(runs)


def explain(runs: dict) -> None:
    figures = {cell: models.figures(f"sentiment-{cell}") for cell in runs}
    gru = figures.get("gru") or next(iter(figures.values()))
    st.subheader("How well do they do?", anchor=False)
    st.markdown(text.skill_said(figures))
    tables.table(text.skill(figures), "Held-out accuracy with 95 % intervals")
    st.caption("Movie and product reviews and tweets, each with the mean rating of twenty readers (Hutto & Gilbert 2014); in brackets 95 % intervals.")
    st.subheader("What does “not” do?", anchor=False)
    st.markdown(f"“Not bad” stands in {gru['not_bad']} of the training sentences, too few to learn it from. So common words of a rated lexicon were also trained once with a “not” before "
                f"them, but not all: **{gru['negated']['words']} words never were**. The table says how many of these, judged rightly alone, “not” turns round. "
                f"{text.negation_said(figures)} “Other frames” are “this film is not …” and “I would not call it …”.")
    tables.table(text.negation(figures), "Share of words turned round by a negation")
    model = models.load(f"sentiment-{gru['cell']}")
    footer.foot(wiring=runs[gru["cell"]].topology, sizes=(model.vectors.embedding_dim, model.hidden_size, 2), each=("word vector", "pair of probabilities"),
               options=Options(cell=gru["cell"], task="classification", hidden_size=model.hidden_size), failures=text.failures(gru),
               names=compute.NAMES)
