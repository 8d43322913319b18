"""Draws charts: a program of its own (``python -m bot.documents.drawing``), charts in as JSON, PNG pictures out.

For phones, and for printers without colour: 1080 pixels wide, no letter smaller than 14 points of such a screen, parts
told apart by brightness and hatching, every number written out. Call it by ``bot.documents.charts``.
"""

from __future__ import annotations

import base64
import io
import json
import sys
import textwrap
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import matplotlib as mpl
from matplotlib import dates as mdates
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch, Patch
from matplotlib.ticker import FuncFormatter

#: Its functions have no types.
_days: Any = mdates
#: Pixels per inch, and the width in inches: 1080 pixels, three to each point of a phone's screen that is 360 wide.
_DPI, _WIDE = 120, 9.0
#: Letter sizes in pixels: 42 is 14 on such a screen.
_SMALL, _LARGE = 42, 52
_INK, _PAPER, _GRID = "#111111", "#ffffff", "#b5b5b5"
#: Dark to light with a hatch each: they differ without any colour.
_FILLS = (("#0b3c5d", ""), ("#5b9bbf", "//"), ("#c3dde9", ".."), ("#f4f4f4", "xx"))


def _points(pixels: int) -> float:
    return pixels * 72 / _DPI


def _wrap(text: str, width: int) -> str:
    return textwrap.fill(text, width, max_lines=3, placeholder=" …")


def _figure(height: float, title: str) -> tuple[Figure, Any]:
    """Return a figure with its title above the room that is left for the chart."""
    mpl.rcParams.update({
        "font.family": "DejaVu Sans", "font.size": _points(_SMALL), "text.color": _INK, "axes.edgecolor": _INK,
        "hatch.linewidth": 2.0, "text.parse_math": False,
    })  # fmt: skip
    figure = Figure(figsize=(_WIDE, height), dpi=_DPI, facecolor=_PAPER)
    figure.text(0.03, 1 - 0.2 / height, _wrap(title, 32), va="top", fontsize=_points(_LARGE), weight="bold")
    return figure, figure


def _axes(figure: Any, height: float, title: str, *, left: float, bottom: float, top: float = 0.0) -> Any:
    """Return axes below the title, with margins in inches."""
    head = 0.35 + 0.62 * (_wrap(title, 32).count("\n") + 1) + top
    box = (left / _WIDE, bottom / height, 1 - (left + 0.35) / _WIDE, 1 - (head + bottom) / height)
    axes = figure.add_axes(box)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    return axes


def _say_empty(figure: Any, words: str) -> None:
    figure.text(0.5, 0.4, _wrap(words, 34), ha="center", va="center")


def draw_bars(chart: Mapping[str, Any]) -> Figure:
    """Draw horizontal stacked bars, each below its name, each part with its number."""
    bars = chart["bars"]
    height = 2.9 + 1.25 * max(len(bars), 1) + 0.55 * len(chart["parts"])
    figure, _ = _figure(height, chart["title"])
    if not bars:
        _say_empty(figure, chart["empty"])
        return figure
    legend = 0.62 * len(chart["parts"]) + 0.3
    axes = _axes(figure, height, chart["title"], left=0.3, bottom=legend + 0.1)
    longest = max(*(sum(numbers) for _, numbers in bars), 1)
    for place, (name, numbers) in enumerate(bars):
        _draw_bar(axes, -place, numbers, longest)
        axes.text(0, -place + 0.36, _shorten(name, 38), va="bottom", ha="left")
    axes.set(xlim=(0, longest * 1.12), ylim=(-len(bars) + 0.6, 0.85), xticks=[], yticks=[])
    axes.spines["bottom"].set_visible(False)
    fills = [
        Patch(facecolor=colour, hatch=hatch, edgecolor=_INK, label=part)
        for part, (colour, hatch) in zip(chart["parts"], _FILLS, strict=False)
    ]
    figure.legend(handles=fills, loc="lower left", frameon=False, bbox_to_anchor=(0.02, 0.1 / height), handlelength=2.4)
    return figure


def _draw_bar(axes: Any, y: float, numbers: Sequence[int], longest: int) -> None:
    start = 0
    for number, (colour, hatch) in zip(numbers, _FILLS, strict=False):
        if number:
            axes.barh(y, number, left=start, height=0.6, color=colour, hatch=hatch, edgecolor=_INK, linewidth=1.5)
            box = {"facecolor": _PAPER, "edgecolor": "none", "pad": 3}
            axes.text(start + number / 2, y, str(number), ha="center", va="center", weight="bold", bbox=box)
        start += number
    if not start:
        axes.text(longest * 0.01, y, "0", va="center", weight="bold")


def _shorten(text: str, width: int) -> str:
    return textwrap.shorten(text, width, placeholder=" …") if len(text) > width else text


def draw_flow(chart: Mapping[str, Any]) -> Figure:
    """Draw boxes below each other with arrows between them; a box is as wide as so many came so far."""
    stages = chart["stages"]
    height = 1.4 + 1.75 * len(stages)
    figure, _ = _figure(height, chart["title"])
    axes = _axes(figure, height, chart["title"], left=0.3, bottom=0.2)
    axes.set(xlim=(0, 10), ylim=(-len(stages) + 0.3, 0.55))
    axes.axis("off")
    first = max(*(number for _, number in stages), 1)
    for place, (name, number) in enumerate(stages):
        width = 9.9 * number / first
        box = "round,pad=0,rounding_size=0.03"
        axes.add_patch(FancyBboxPatch((0, -place - 0.42), 9.9, 0.3, boxstyle=box, facecolor="#ececec", edgecolor=_INK))
        if number:
            axes.add_patch(FancyBboxPatch((0, -place - 0.42), width, 0.3, boxstyle=box, facecolor=_FILLS[0][0], lw=0))
        axes.text(0, -place, f"{'↓ ' if place else ''}{name}", va="bottom", ha="left")
        axes.text(9.9, -place, str(number), va="bottom", ha="right", weight="bold", fontsize=_points(_LARGE))
    return figure


def _day(said: str) -> date:
    return date.fromisoformat(said)


def draw_timeline(chart: Mapping[str, Any]) -> Figure:
    """Draw spans and moments below each other: planned ones in outline, actual ones filled."""
    spans = chart["spans"]
    height = 4.6 + 1.25 * max(len(spans), 1)
    figure, _ = _figure(height, chart["title"])
    if not spans:
        _say_empty(figure, chart["empty"])
        return figure
    axes = _axes(figure, height, chart["title"], left=0.85, bottom=2.9)
    days = [_day(one) for span in spans for pair in (span["planned"], span["actual"]) if pair for one in pair]
    days.append(_day(chart["day"]))
    first, last = (_days.date2num(day) for day in (min(days), max(days)))
    margin = max((last - first) * 0.04, 15)
    axes.set_xlim(first - margin, last + margin)
    axes.set_ylim(-len(spans) + 0.4, 0.85)
    behind = {"facecolor": _PAPER, "edgecolor": "none", "pad": 1}
    for place, span in enumerate(spans):
        axes.text(first - margin * 1.4, -place + 0.29, _shorten(span["name"], 38), va="bottom", bbox=behind)
        _draw_span(axes, -place + 0.09, span["planned"], planned=True, least=margin / 2)
        _draw_span(axes, -place - 0.17, span["actual"], planned=False, least=margin / 2)
    axes.axvline(_days.date2num(_day(chart["day"])), color=_INK, linestyle="--", linewidth=2.5, zorder=0)
    _set_days(axes, 4)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    handles = [
        Patch(facecolor=_PAPER, edgecolor=_INK, linewidth=2, label=chart["planned"]),
        Patch(facecolor=_FILLS[0][0], edgecolor=_INK, label=chart["actual"]),
        mpl.lines.Line2D([], [], color=_INK, linestyle="--", linewidth=2.5, label=chart["day_name"]),
    ]
    figure.legend(handles=handles, loc="lower left", frameon=False, bbox_to_anchor=(0.02, 0.1 / height))
    return figure


def _draw_span(axes: Any, y: float, said: Sequence[str] | None, *, planned: bool, least: float) -> None:
    """Draw a bar, or a diamond for a moment."""
    if said is None:
        return
    first, last = (_days.date2num(_day(one)) for one in said)
    face = _PAPER if planned else _FILLS[0][0]
    if first == last:
        axes.plot(first, y, marker="D", markersize=14, markerfacecolor=face, markeredgecolor=_INK, markeredgewidth=2)
    else:
        axes.barh(y, max(last - first, least), left=first, height=0.19, color=face, edgecolor=_INK, linewidth=2)


def _set_days(axes: Any, most: int) -> None:
    """Write few dates below an axis: years where it is long, months where it is short."""
    axes.xaxis.set_major_locator(_days.AutoDateLocator(minticks=2, maxticks=most))
    first, last = axes.get_xlim()
    axes.xaxis.set_major_formatter(_days.DateFormatter("%Y" if last - first > 1500 else "%m/%Y"))
    axes.tick_params(axis="x", length=8, width=2)


def draw_curves(chart: Mapping[str, Any]) -> Figure:
    """Draw each curve with its last value written out, and a dashed line where it shall go."""
    curves = chart["curves"]
    each = 4.4
    height = 1.3 + each * max(len(curves), 1)
    figure, _ = _figure(height, chart["title"])
    if not curves:
        _say_empty(figure, chart["empty"])
        return figure
    for place, curve in enumerate(curves):
        bottom = (len(curves) - 1 - place) * each + 0.85
        axes = figure.add_axes((1.75 / _WIDE, bottom / height, 1 - 2.75 / _WIDE, (each - 2.1) / height))
        for side in ("top", "right"):
            axes.spines[side].set_visible(False)
        figure.text(0.03, (bottom + each - 1.15) / height, _title(curve), va="center", weight="bold")
        _draw_curve(axes, curve, chart["target_name"])
    return figure


def _title(curve: Mapping[str, Any]) -> str:
    return _shorten(f"{curve['name']} ({curve['unit']})" if curve["unit"] else curve["name"], 36)


def _number(value: float, _place: object = None) -> str:
    return f"{value:,.10g}".replace(",", " ").replace(".", ",")


def _draw_curve(axes: Any, curve: Mapping[str, Any], target_name: str) -> None:
    days = [_days.date2num(_day(day)) for day, _ in curve["values"]]
    values = [value for _, value in curve["values"]]
    target = curve["target"]
    known = [*values, *([target] if target is not None else [])]
    room = (max(known) - min(known)) * 0.3 or max(abs(known[0]) * 0.1, 1)
    axes.set_ylim(min(known) - room, max(known) + room)
    axes.set_xlim(days[0] - max((days[-1] - days[0]) * 0.06, 20), days[-1] + max((days[-1] - days[0]) * 0.14, 60))
    axes.plot(days, values, color=_FILLS[0][0], linewidth=4, marker="o", markersize=13)
    above = target is None or values[-1] >= target
    shift, align = ((0, 14), "bottom") if above else ((0, -14), "top")
    axes.annotate(
        _number(values[-1]), (days[-1], values[-1]), xytext=shift, textcoords="offset points",
        ha="center", va=align, weight="bold",
    )  # fmt: skip
    if target is not None:
        axes.axhline(target, color=_INK, linestyle=(0, (6, 4)), linewidth=2.5)
        axes.text(axes.get_xlim()[0], target, f" {target_name} {_number(target)}", va="bottom", ha="left")
    axes.yaxis.set_major_locator(mpl.ticker.MaxNLocator(3))
    axes.yaxis.set_major_formatter(FuncFormatter(_number))
    axes.grid(axis="y", color=_GRID, linewidth=1)
    _set_days(axes, 3)


_DRAWERS: Mapping[str, Callable[[Mapping[str, Any]], Figure]] = {
    "Bars": draw_bars,
    "Flow": draw_flow,
    "Timeline": draw_timeline,
    "Curves": draw_curves,
}


def render(chart: Mapping[str, Any]) -> bytes:
    """Return a chart as a PNG picture."""
    buffer = io.BytesIO()
    _DRAWERS[chart["kind"]](chart).savefig(buffer, format="png", facecolor=_PAPER)
    return buffer.getvalue()


def main() -> None:
    """Read charts from standard input, write their pictures to standard output."""
    pictures = [base64.b64encode(render(chart)).decode() for chart in json.load(sys.stdin)]
    sys.stdout.write(json.dumps(pictures))


if __name__ == "__main__":
    main()
