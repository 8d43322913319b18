"""Tests of what the room `handlers` does."""
