"""Pictures of the process, with every word ready-made; drawn in a short-lived process of their own.

The library that draws takes 60 MB, which a running bot does not carry: ``bot.documents.drawing`` is a program that
reads charts as JSON and writes pictures as PNG.
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from threading import Lock

_ROOT = Path(__file__).parents[2]
#: Drawing takes two seconds; whoever waits longer than this waits in vain.
_SECONDS = 60
#: One at a time: each takes a processor and 100 MB.
_drawing = Lock()


@dataclass(frozen=True)
class Bars:
    """Stacked bars: for each bar its name and a number per part."""

    title: str
    parts: Sequence[str]
    bars: Sequence[tuple[str, Sequence[int]]]
    #: What stands there if there is no bar.
    empty: str


@dataclass(frozen=True)
class Flow:
    """Stages one after the other, each with how many have come so far, of how many in all."""

    title: str
    stages: Sequence[tuple[str, int]]


@dataclass(frozen=True)
class Span:
    """A line of a time table: when it was planned, and when it came. A moment begins and ends on the same day."""

    name: str
    planned: tuple[date, date] | None
    actual: tuple[date, date] | None


@dataclass(frozen=True)
class Timeline:
    """Spans and moments below each other, with a line for the day of the report."""

    title: str
    spans: Sequence[Span]
    day: date
    planned: str
    actual: str
    day_name: str
    empty: str


@dataclass(frozen=True)
class Curve:
    """What was measured of an indicator, and where it shall go."""

    name: str
    unit: str
    values: Sequence[tuple[date, float]]
    target: float | None


@dataclass(frozen=True)
class Curves:
    """Curves below each other, each with its own scale."""

    title: str
    curves: Sequence[Curve]
    target_name: str
    empty: str


Chart = Bars | Flow | Timeline | Curves


class DrawingFailed(RuntimeError):
    """The drawing program ended without pictures; it says why."""


def draw(charts: Sequence[Chart]) -> list[bytes]:
    """Return the charts as PNG pictures, 1080 pixels wide. Takes seconds: not for the loop.

    Raises:
        DrawingFailed: the program that draws has failed.
    """
    said = [{"kind": type(chart).__name__, **asdict(chart)} for chart in charts]
    with _drawing:
        done = subprocess.run(
            [sys.executable, "-m", "bot.documents.drawing"],
            input=json.dumps(said, default=str).encode(),
            capture_output=True,
            cwd=_ROOT,
            timeout=_SECONDS,
            check=False,
        )
    if done.returncode:
        raise DrawingFailed(done.stderr.decode(errors="replace")[-1000:])
    return [base64.b64decode(picture) for picture in json.loads(done.stdout)]
