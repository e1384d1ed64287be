"""A network in words, for the terminal."""

from rnn_core.files.network import Network

COLUMNS = {"layer": "layer", "cell": "cell", "input_size": "in", "hidden_size": "units", "output_size": "out", "direction": "direction",
           "activation": "activation", "recurrent_activation": "of the gates", "parameters": "parameters"}


def described(network: Network) -> str:
    """What is in the file: its layers as a table, what else it holds, what is odd about it."""
    about = "".join(f", {key.replace('_', ' ')} {value}" for key, value in network.about.items() if len(value) < 60)
    lines = [f"{network.name}: {network.kind}{about}; {network.parameters:,} recurrent parameters, {' and '.join(network.stored)}"]
    for stack in network.stacks:
        lines += ["", f"stack {stack.name}: {stack.input_size} numbers a step in, {stack.output_size} out"]
        lines += _table([{key: str(row[key]) for key in COLUMNS} | _more(row) for row in (layer.row for layer in stack.layers)])
    if network.others:
        lines += ["", f"not used here, {len(network.others)} arrays:"]
        lines += [f"  {other.name}  {other.shape}" + f"  {other.what}" * bool(other.what) for other in network.others[:12]]
        lines += [f"  … and {len(network.others) - 12} more"] * (len(network.others) > 12)
    lines += ["", *(f"! {note}" for note in network.odd)] if network.odd else []
    return "\n".join(lines)


def _more(row: dict) -> dict[str, str]:
    """What is said only where it is not as usual."""
    said = [f"merge {row['merge']}"] * (row["merge"] not in ("", "concat")) + ["no bias"] * (not row["bias"])
    said += ["reset before the product"] * (row["reset_after"] is False) + [f"projected to {row['projection']}"] * bool(row["projection"])
    return {"": ", ".join(said)}


def _table(rows: list[dict[str, str]]) -> list[str]:
    titles = COLUMNS | {"": ""}
    widths = {key: max(len(title), *(len(row[key]) for row in rows)) for key, title in titles.items()}
    lines = [titles, *rows]
    return ["  " + "  ".join(line[key].ljust(widths[key]) for key in titles).rstrip() for line in lines]
