"""Figures about the town: quoted as their source has them; parts are added up and shares computed, never corrected."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.errors import BadNumber, NotFound
from bot.quantities import PERCENT, Quantity, parse_figure
from bot.services import facts
from bot.services.fact_fields import Noun
from bot.services.facts import Fact
from bot.services.tags import check_desk
from models import Figure


@dataclass(frozen=True)
class PartsSum:
    """What exactly counted parts of a whole, of the same day, add up to."""

    parts: tuple[Figure, ...]
    total: float
    whole: float

    @property
    def fits(self) -> bool:
        """Whether the parts add up to the whole."""
        return self.total == self.whole


@dataclass(frozen=True)
class FigureView:
    """A figure with what can be reckoned from it and the others."""

    figure: Figure
    #: None where its value cannot be read as a number.
    quantity: Quantity | None
    #: In per cent of the whole, low and high end; the quoted share stands beside it (S06).
    share: tuple[float, float] | None = None
    #: Of the parts of this figure, where there are two or more.
    parts: PartsSum | None = None
    #: Of the parts that this figure is one of.
    siblings: PartsSum | None = None


def list_figures(session: Session, *, acting: int) -> list[FigureView]:
    """Return all figures, in the order in which they came, each name with its newest day first; for the desk only."""
    check_desk(session, acting=acting)
    return view_all(session)


def view_all(session: Session) -> list[FigureView]:
    """Return all figures with what is reckoned; no permission is asked (its callers ask)."""
    figures = list(session.scalars(select(Figure).order_by(Figure.id)))
    return [_view(figure, figures) for figure in figures]


def get_figure(session: Session, figure_id: int, *, acting: int) -> FigureView:
    """Return one figure.

    Raises:
        NotPermitted, NotFound: not at the desk; there is no such figure.
    """
    found = [view for view in list_figures(session, acting=acting) if view.figure.id == figure_id]
    if not found:
        raise NotFound
    return found[0]


def list_wholes(session: Session, figure_id: int, *, acting: int) -> list[Figure]:
    """Return the figures that this one can be a part of: each name once, never itself or a part of it."""
    check_desk(session, acting=acting)
    own = facts.get_row(session, Noun.FIGURE, figure_id)
    names: dict[str, Figure] = {}
    for figure in session.scalars(select(Figure).order_by(Figure.id)):
        names.setdefault(figure.name, figure)
    return [figure for name, figure in names.items() if own.name not in {name, figure.part_of}]


def choose_whole(session: Session, figure_id: int, whole_id: int, *, acting: int, now: datetime) -> Fact:
    """Say of which figure this one is a part; 0: of none.

    Raises:
        NotPermitted, NotFound: not at the desk; there is no such figure, or it cannot be.
    """
    wholes = {figure.id: figure.name for figure in list_wholes(session, figure_id, acting=acting)} | {0: ""}
    if whole_id not in wholes:
        raise NotFound
    fact = Fact(Noun.FIGURE, facts.get_row(session, Noun.FIGURE, figure_id, lock=True))
    facts.write(session, fact, {"part_of": wholes[whole_id]}, acting=acting, now=now)
    return fact


def quantity_of(figure: Figure) -> Quantity | None:
    """Return the number or range that the figure says; read from its words where a file gives only these."""
    if figure.low is not None:
        high = figure.low if figure.high is None else figure.high
        return Quantity(figure.low, high, bool(figure.is_estimate), figure.unit or "", figure.quoted_share or "")
    try:
        found = parse_figure(figure.value)
    except BadNumber:
        return None
    estimated, unit = found.is_estimate or bool(figure.is_estimate), figure.unit or found.unit
    return Quantity(found.low, found.high, estimated, unit, figure.quoted_share or found.share)


def _view(figure: Figure, figures: Sequence[Figure]) -> FigureView:
    quantity = quantity_of(figure)
    whole = _find(figure.part_of, figure, figures)
    return FigureView(
        figure,
        quantity,
        share=_share(quantity, quantity_of(whole) if whole is not None else None),
        parts=_sum_of(figure, figures),
        siblings=_sum_of(whole, figures) if whole is not None else None,
    )


def _find(name: str, figure: Figure, figures: Iterable[Figure]) -> Figure | None:
    """Return the figure with this name: of the same day if there is one, else the newest."""
    found = [one for one in figures if name and one.name == name and one is not figure]
    same_day = [one for one in found if one.as_of == figure.as_of]
    return next(iter(same_day or sorted(found, key=lambda one: str(one.as_of), reverse=True)), None)


def _share(part: Quantity | None, whole: Quantity | None) -> tuple[float, float] | None:
    if part is None or whole is None or PERCENT in (part.unit, whole.unit) or whole.low <= 0:
        return None
    return 100 * part.low / whole.high, 100 * part.high / whole.low


def _sum_of(whole: Figure, figures: Iterable[Figure]) -> PartsSum | None:
    """Return what the parts add up to: only what is counted exactly, since estimates may overlap."""
    quantity = quantity_of(whole)
    parts = [one for one in figures if one.part_of == whole.name and one.as_of == whole.as_of and _is_exact(one)]
    if quantity is None or not _is_exact(whole) or len(parts) < 2:
        return None
    total = sum(found.low for found in map(quantity_of, parts) if found is not None)
    return PartsSum(tuple(parts), total, quantity.low)


def _is_exact(figure: Figure) -> bool:
    quantity = quantity_of(figure)
    return (
        quantity is not None and quantity.low == quantity.high and not quantity.is_estimate and quantity.unit != PERCENT
    )
