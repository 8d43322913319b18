"""Tests of what the room `messages` does."""
