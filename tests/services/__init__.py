"""Tests of what the room `services` does."""
