"""Sunspots, year by year: a forecast that reads itself."""
