"""Tests of the people's door, the page's side of the stand-in."""
