"""Tests of what the room `models` does."""
