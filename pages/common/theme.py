"""One name and one colour for each network, everywhere; readable on light and on dark, and without telling red from
green (after Okabe & Ito)."""

NETWORKS: dict[str, tuple[str, str]] = {
    "window": ("Window net", "#8A8F98"),
    "rnn": ("RNN", "#E1722B"),
    "gru": ("GRU", "#17A07A"),
    "lstm": ("LSTM", "#3B8FD1"),
}
QUIET = "rgba(128,128,128,.75)"  # baselines, axes, whatever stays behind the networks
