"""Two programs side by side, aligned by meaning; lines light up and are explained in the browser alone.

    side_by_side.show(compute.side_by_side(options), chosen="masking", key="pair", on_choice=…)
"""

from collections.abc import Callable
from typing import Any

from pages.common.components import component

mounted = component(__file__, '<div class="pair"></div>')


def show(data: dict[str, Any], chosen: str, key: str, on_choice: Callable[[str], None]) -> None:
    """Draw `data` (side_by_side.js says what is in it); on_choice hears which topic a visitor has chosen, "" for none."""
    mounted(data={**data, "chosen": chosen}, key=key, line=lambda topic: on_choice(str(topic or "")))
