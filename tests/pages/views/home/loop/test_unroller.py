from pages.views.home.loop import compute, unroller

RUN = compute.of("the color of the sky is")


def test_the_browser_gets_every_step_once():
    data = unroller.data(RUN)
    assert len(data["words"]) == len(data["best"]) == 7 == len(data["units"][0]["h"]) and data["heat"]["rows"] == RUN.h.shape[1]
    assert data["shapes"] == {"ih": [270, 64], "hh": [270, 270]}
    assert unroller.data(compute.of("the color of the sea is"))["stamp"] != data["stamp"] == unroller.data(RUN)["stamp"]


def test_the_table_says_what_the_picture_shows():
    rows = unroller.rows(RUN)
    assert rows[-1]["Expects"].startswith("blue 0.9") and [row["Reads"] for row in rows] == RUN.words
