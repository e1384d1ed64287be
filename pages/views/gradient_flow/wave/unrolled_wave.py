"""The unrolled networks with the gradient's wave, drawn in the browser: wave.show(flowing.wave(…), key="wave")."""

from typing import Any

from pages.common.components import component

mounted = component(__file__, '<div class="wave"></div>')


def show(data: dict[str, Any], key: str) -> None:
    mounted(data=data, key=key, height="content")
