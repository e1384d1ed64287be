"""The links of the glossary."""

from pages.common.settings import PageState, text


class Glossary(PageState, page="glossary"):
    wanted: str = text(40, default="", label="Look for")
