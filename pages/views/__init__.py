"""What the pages show: a folder a page, in it a folder a feature.  No feature imports another."""
