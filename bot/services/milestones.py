"""Milestones: planned and reached at times as people say them; they sort by the middle of what these may mean (S29)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.fuzzy import sort_day
from bot.services import facts
from bot.services.fact_fields import Noun
from bot.services.facts import Fact
from bot.services.tags import check_desk
from models import Milestone


def list_milestones(session: Session, *, acting: int) -> list[Milestone]:
    """Return the milestones by the time for which they are planned, else at which they were reached; for the desk."""
    check_desk(session, acting=acting)
    return sorted(session.scalars(select(Milestone)), key=lambda one: (day_of(one) or date.max, one.id))


def day_of(milestone: Milestone) -> date | None:
    """Return the day by which a milestone sorts."""
    planned = sort_day(milestone.planned or "") or milestone.planned_on
    return planned or sort_day(milestone.reached or "") or milestone.reached_on


def is_reached(milestone: Milestone) -> bool:
    """Tell whether it lies behind."""
    return bool(milestone.reached)


def reach_today(session: Session, milestone_id: int, *, today: date, acting: int, now: datetime) -> Fact:
    """Note that a milestone was reached today.

    Raises:
        NotPermitted, NotFound: not at the desk; there is no such milestone.
    """
    check_desk(session, acting=acting)
    fact = Fact(Noun.MILESTONE, facts.get_row(session, Noun.MILESTONE, milestone_id, lock=True))
    columns = {"reached": f"{today:%d.%m.%Y}", "reached_on": today}
    facts.write(session, fact, columns, acting=acting, now=now)
    return fact
