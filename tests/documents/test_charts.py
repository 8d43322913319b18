"""Pictures: drawn apart from the bot, as wide as a phone needs, told apart without colour; failures are told."""

from __future__ import annotations

import io
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import pytest
from PIL import Image

from bot.documents.charts import Bars, Chart, Curve, Curves, DrawingFailed, Flow, Span, Timeline, draw

DAY = date(2009, 10, 13)
PRIORITIES = ("Hoch", "Mittel", "Niedrig", "Nicht angegeben")
BARS = Bars(
    "Vorschläge nach AG", PRIORITIES, [("AG Bildung", [1, 1, 1, 1]), ("AG $x^2$ Öffnung", [0, 0, 0, 0])], "leer"
)
CHARTS: tuple[Chart, ...] = (
    BARS,
    Flow("Weg", [("eingereicht", 14), ("beschlossen", 0)]),
    Timeline("Zeit", [Span("Phase 1", (date(2009, 1, 1), DAY), None), Span("Fest", None, (DAY, DAY))],
             DAY, "geplant", "tatsächlich", "Stand", "leer"),
    Curves("Indikatoren", [Curve("Kita", "%", [(date(2008, 1, 1), 61.5), (DAY, 67.2)], 75),
           Curve("Eins", "", [(DAY, 0)], None)], "Ziel", "leer"),
    Bars("Nichts", PRIORITIES, [], "Noch nichts"),
    Timeline("Nichts", [], DAY, "geplant", "tatsächlich", "Stand", "Noch nichts"),
    Curves("Nichts", [], "Ziel", "Noch nichts"),
)  # fmt: skip


def brightness(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("L")


def test_every_picture_is_1080_pixels_wide_and_shows_something() -> None:
    pictures = [brightness(content) for content in draw(CHARTS)]

    assert {picture.width for picture in pictures} == {1080}
    assert all(picture.height <= 2 * picture.width for picture in pictures)
    assert all(min(picture.tobytes()) < 40 and max(picture.tobytes()) == 255 for picture in pictures)


def test_the_parts_of_a_bar_differ_without_colour() -> None:
    (picture,) = [brightness(content) for content in draw([BARS])]

    # Through the middle of the first bar, above its numbers: four parts of the same width.
    row = next(y for y in range(picture.height) if max(picture.crop((60, y, 230, y + 1)).tobytes()) < 70)
    part = (picture.width - 78) / 1.12 / 4
    fills = [_fill(picture, int(36 + part * place + 12), int(part - 24), row + 8) for place in range(4)]
    assert all(after - before > 20 for before, after in pairwise(fills))


def _fill(picture: Image.Image, left: int, width: int, top: int) -> int:
    """Return the brightness that most of a part has, between its hatches."""
    counts = picture.crop((left, top, left + width, top + 12)).histogram()
    return counts.index(max(counts))


def test_the_bot_does_not_carry_what_draws() -> None:
    loading = "import sys; import handlers; import bot.documents.charts; print('matplotlib' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", loading], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


@dataclass(frozen=True)
class Riddle:
    """Nothing that can be drawn."""


def test_what_cannot_be_drawn_says_why() -> None:
    with pytest.raises(DrawingFailed, match="KeyError: 'Riddle'"):
        draw([Riddle()])  # type: ignore[list-item]
