"""The card of a translator, in Markdown, from its figures."""

from typing import Any

from rnn_core.train import cards

CELLS = {"rnn": "plain recurrent units (Elman 1990)", "gru": "gated recurrent units (Cho et al. 2014, torch.nn's form)",
         "lstm": "long short-term memory (Hochreiter & Schmidhuber 1997, with forget gate)"}


def card(f: dict[str, Any], *, what: str, rows: str, data: str, chosen: str, longer: str, published: str, more: str, limits: str) -> str:
    looks = (" Before each word it looks at all states of the encoder again (Luong, Pham & Manning 2015: global attention, dot score)."
             if f["attention"] else " The encoder's last state, the context vector, is all that the decoder begins with; there is no attention.")
    e, b, near, fed = f["exact"], f["bleu"], f["nearest"], f["forced"]
    return "\n".join([
        f"# {f['name']}", "",
        f"Reads {what}: an encoder and a decoder, each a layer of {CELLS[f['cell']]}, with word vectors of {f['embedding_dim']} numbers.{looks} "
        f"{f['parameters']:,} parameters, hidden size {f['hidden_size']}, stored as float16.", "",
        cards.rebuild(f, rows), "",
        f"**Data**: {data}", "",
        f"**Chosen** by {chosen}: " + cards.score_list("learning rates for a quarter of the steps", f["search"]["rates"]) + "; "
        + cards.score_list("seeds in full", f["search"]["seeds"]) + ".", "",
        "## Held out", "",
        f"Each most probable word is written and fed in again. **{e['share']:.3f} without a fault** ({e['low']:.3f}-{e['high']:.3f}, "
        f"95 % interval, Wilson; n = {e['n']:,}), **BLEU {b['bleu']:.2f}** ({b['low']:.2f}-{b['high']:.2f}, bootstrap; BLEU-4 of the corpus, "
        f"Papineni et al. 2002). Copying the translation of the nearest training {longer} (largest share of common words and neighbours; "
        f"on the mean {near['alike']:.2f}): {near['exact']['share']:.3f} without a fault, BLEU {near['bleu']['bleu']:.1f} "
        f"({near['bleu']['low']:.1f}-{near['bleu']['high']:.1f}). With the right words fed in (teacher forcing) it tells {fed['right']:.4f} of "
        f"{fed['words']:,} words right; perplexity {fed['perplexity']:.3f}.", "", *([more, ""] if more else []),
        "| words read | without a fault | interval | BLEU | interval | BLEU of the nearest | n |", "|---|---|---|---|---|---|---|",
        *(f"| {row['least']}-{row['most']} | {row['exact']['share']:.3f} | {row['exact']['low']:.3f}-{row['exact']['high']:.3f} "
          f"| {row['bleu']['bleu']:.1f} | {row['bleu']['low']:.1f}-{row['bleu']['high']:.1f} | {copy['bleu']['bleu']:.1f} | {row['exact']['n']} |"
          for row, copy in zip(f["lengths"], near["lengths"], strict=True)), "",
        f"**Published**: {published}", "",
        "## What it gets wrong", "",
        *(f"- “{row['read']}”: *{row['wrote']}*; right: {row['right']}" for row in f["failures"]), "", limits, ""])
