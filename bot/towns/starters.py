"""Indicators to begin with, by field, as the file beside lists them (domain 2.7); a town takes what it likes."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter

from models import Direction

_FILE = Path(__file__).parent / "indicators-de.json"


class StarterEntry(BaseModel):
    """An indicator that is offered."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    definition: str = ""
    unit: str = ""
    direction: Direction = Direction.NEITHER
    cycle: str = ""


class StarterField(BaseModel):
    """A field with what is offered for it: `field` begins a working group's name; empty: the whole town."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    field: str
    indicators: tuple[StarterEntry, ...]


@cache
def read_starters() -> tuple[StarterField, ...]:
    """Return what is offered, field by field."""
    return tuple(TypeAdapter(list[StarterField]).validate_json(_FILE.read_bytes()))
