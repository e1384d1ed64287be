"""Spot the bug."""
