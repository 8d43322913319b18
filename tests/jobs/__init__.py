"""Tests of what the room `jobs` does."""
