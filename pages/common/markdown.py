"""A visitor's own text, so that Streamlit's Markdown shows it as it is.

    st.info(plain("kept=a~b~c"))                   # and not “abc”

Backslashes stop what is Markdown.  Streamlit and its plugins look for more in what is then plain text: :material/…: and
:smile:, bare addresses that become links, arrows like ->.  A word joiner, which has no width, takes those apart.
"""

import re

JOINER = "\u2060"
JOINTS = re.compile(r":(?=\S)|@|(?<=www)(?=\.)|[<>~-](?=[-=>])", re.IGNORECASE)
SIGNS = re.compile(r"[\\`*~$\[\]<>&|!#^]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")  # within a word an underscore means nothing


def escape_markdown(text: str) -> str:
    return SIGNS.sub(r"\\\g<0>", JOINTS.sub(rf"\g<0>{JOINER}", text))
