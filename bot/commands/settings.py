"""`python -m bot settings`: every environment variable, from the settings themselves, so that it cannot go stale."""

from __future__ import annotations

from pydantic_core import PydanticUndefined

from bot.config import Settings, variable_of


def print_settings() -> None:
    """Print each variable with its default and what it is for."""
    print("Environment variables, or lines of .env:\n")
    for name, field in Settings.model_fields.items():
        unset = field.default is None or field.default is PydanticUndefined
        default = "" if unset else f" (default: {field.default})"
        print(f"  {variable_of(name)}{default}\n      {field.description}")
