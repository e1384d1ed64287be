"""A drawing in SVG that takes the theme's colours: st.html leaves SVG out, an image does not know the theme.

    svg.show(figures.weight_layout(options), key="gates")
"""

import streamlit as st

mounted = st.components.v2.component(
    "unrolled_drawing", html='<div class="drawing"></div>', css=".drawing{color:var(--st-text-color);font-family:var(--st-font)}",
    js="""export default function ({ data, parentElement }) {
  const parsed = new DOMParser().parseFromString(data.svg, "image/svg+xml").documentElement;
  parentElement.querySelector(".drawing").replaceChildren(parsed);
}""")


def show(svg: str, key: str) -> None:
    """Draw an SVG of our own making; what a visitor typed has no place in it."""
    mounted(data={"svg": svg}, key=key, height="content")
