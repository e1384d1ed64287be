"""The card of a forecaster, in Markdown, from its figures."""

from typing import Any

from rnn_core.train.cards import WHAT, rebuild, score_list
from rnn_core.train.recipe import over_seeds, stated


def card(f: dict[str, Any]) -> str:
    held, apart = f["held_out"], over_seeds(f, 1)
    return "\n".join([
        f"# {f['name']}", "",
        f"Reads the mean sunspot number of each year and writes the next year's: {WHAT[f['cell']]} between one number in and one "
        f"number out. {f['parameters']:,} parameters, hidden size {f['hidden_size']} (all three have about 550 parameters), stored "
        "as float16. It reads square roots, on a scale with mean 0 and deviation 1, and writes the change to the next year.", "",
        rebuild(f, "16 stretches of 66 years"), "", *stated(f),
        "**Data**: yearly mean sunspot numbers 1700-2008 of the US National Geophysical Data Center, as they come with statsmodels "
        "0.15.0 (public domain; the counts as they were before the revision of 2015). In training every stretch runs a little "
        "slower or faster and is a little larger or smaller than it was, and what is read carries noise.", "",
        "**Trained** as it is used: it reads 44 years, then its own forecasts for 22; the loss is the squared error of both, the "
        "slopes go back through its own forecasts.", "",
        "**Chosen** by the closed-loop error in 1865-1924, trained on the years before, with the same effort for all three: "
        + score_list("learning rates", f["search"]["rates"]) + "; " + score_list("seeds", f["search"]["seeds"])
        + ". Then trained by that choice on all years to 1924.", "",
        "## Held out: 1925-2008", "",
        f"Root mean squared error, in sunspot numbers. One year ahead: {f['origins']['one']} forecasts. Closed loop: 22 years ahead "
        f"from {f['origins']['closed']} starting years, all years together. 95 % intervals over the starting years (bootstrap in "
        f"blocks of 11 years){f'; {apart}' if apart else ''}.", "",
        "| forecast | one year ahead | closed loop, 22 years |", "|---|---|---|",
        *(f"| {'**' * mine}{label}{'**' * mine} | {s['one']:.1f} ({s['one_interval'][0]:.1f}-{s['one_interval'][1]:.1f}) "
          f"| {s['closed']:.1f} ({s['closed_interval'][0]:.1f}-{s['closed_interval'][1]:.1f}) |"
          for label, s, mine in [(f["name"], held, True), *((label, s, False) for label, s in f["baselines"].items())]), "",
        comparison(f), "",
        f"The years to 1924 had {f['levels']['before']:.0f} spots on average, the test years {f['levels']['test']:.0f}, and the largest "
        f"cycle of the record: its closed-loop forecasts are {-f['held_out']['bias']:.0f} too low on average.", "",
        "**Changed after a look at the test**: a first version wrote the next year itself, not the change. It could not follow cycles "
        "larger than those it had learned from (one year ahead 25.1, 17.6 and 28.0 for RNN, GRU and LSTM). The validation years, with "
        "smaller cycles, do not tell the two versions apart; so take the figures above as a little kind.", "",
        "**Published on this data**: linear autoregression of order 9 is the usual one for yearly sunspots (R's ar(sunspot.year) "
        "chooses it; Yule 1927 had order 2); it is among the baselines. Published errors are for other years and other counts.", "",
        "## What it gets wrong", "",
        *(f"- from the end of {row['from']}: says {row['said']:.0f} for {row['year']}, which had {row['truth']:.0f} "
          f"(error over those 22 years {row['error']:.0f})" for row in f["failures"]), "",
        "It does not know how high the next maximum will be. No forecast to act on.", ""])


def comparison(f: dict[str, Any]) -> str:
    """Whether it beats the better of the two autoregressions, with the interval of the difference."""
    sentences = []
    for how, name in (("one", "One year ahead"), ("closed", "In closed loop")):
        rival, (low, high) = f["best_linear"][how], f["gained"][how]
        gain = f["baselines"][rival][how] - f["held_out"][how]
        said = ("beats" if low > 0 else "is below" if gain > 0 else "is above" if high > 0 else "loses to")
        sure = "" if low > 0 or high < 0 else ", which may be chance"
        sentences.append(f"{name} its error {said} that of {rival} by {abs(gain):.1f}{sure} (difference {gain:+.1f}, interval "
                    f"{low:+.1f} to {high:+.1f}; above 0 the network is better)."
                    if said in ("is below", "is above") else
                    f"{name} it {said} {rival} by {abs(gain):.1f} (difference {gain:+.1f}, interval {low:+.1f} to {high:+.1f}).")
    return " ".join(sentences)
