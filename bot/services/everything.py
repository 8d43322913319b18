"""Everything that the desk works with, for one workbook: proposals, measures, papers, indicators as they are now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.services.measures import status_of
from bot.services.standings import Standing, list_families
from bot.services.tags import check_desk
from models import Indicator, Measure, MeasureState, Paper, PaperSection, SectionText


@dataclass(frozen=True)
class Everything:
    """It all."""

    day: date
    standings: tuple[Standing, ...]
    #: Where each result stands, by its number.
    status: Mapping[int, MeasureState]
    measures: tuple[Measure, ...]
    papers: tuple[Paper, ...]
    #: What a paper is about, by its number.
    subjects: Mapping[int, str]
    indicators: tuple[Indicator, ...]


def collect(session: Session, day: date, *, acting: int) -> Everything:
    """Return it all, in a fixed number of statements; for the desk only.

    Raises:
        NotPermitted: not at the desk.
    """
    check_desk(session, acting=acting)
    standings = tuple(list_families(session))
    subjects = select(SectionText.paper_id, SectionText.text).where(SectionText.section == PaperSection.SUBJECT)
    return Everything(
        day,
        standings,
        status_of(session, [standing.result for standing in standings]),
        tuple(session.scalars(select(Measure).order_by(Measure.id))),
        tuple(session.scalars(select(Paper).order_by(Paper.number))),
        # The newest one counts.
        dict(session.execute(subjects.order_by(SectionText.id)).all()),
        tuple(session.scalars(select(Indicator).order_by(Indicator.id))),
    )
