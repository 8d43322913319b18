"""Tests of what the room `locales` does."""
