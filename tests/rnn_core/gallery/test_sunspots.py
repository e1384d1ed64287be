from rnn_core.gallery import sunspots


def test_the_numbers_are_those_of_the_record():
    years, values = sunspots.series()
    told = {int(year): round(float(value), 1) for year, value in zip(years, values, strict=True)}
    assert list(years) == list(range(1700, 2009))
    assert {year: told[year] for year in (1700, 1761, 1957, 2008)} == {1700: 5.0, 1761: 85.9, 1957: 190.2, 2008: 2.9}
