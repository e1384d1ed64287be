"""The links of the story on Start."""

from pages.common.settings import START, PageState, flag, number, places, text

OWN = "I grew up in Germany, then moved here to work, so I'm fluent in"
CHAPTERS = 11


class Story(PageState, page=START):
    """Its parts are chapters, because everywhere else a step is a step in time."""

    chapter: int = number(1, CHAPTERS, default=1, label="Chapter of the story")
    sky_word: str = text(40, default="", label="the color of the sky is …")
    far_word: str = text(40, default="", label="… so I'm fluent in …")
    own_sentence: str = text(120, default=OWN, label="Your sentence, up to the blank")
    chosen: tuple[int, ...] = places(10 * CHAPTERS + 9, label="What you predicted: ten times the chapter and the answer's place")
    slide: int = number(0, 200, default=0, label="Where the chapter's slider stands")
    unrolled: int = number(0, 100, default=0, label="How far the loop is unrolled, in per cent")
    large: bool = flag(default=False, label="The loop alone, as wide as the screen")
