"""The dialogue that asks for the day of a Sachstandsbericht."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from bot.services import dialogues
from bot.services.tags import check_desk
from bot.services.visitors import DialogueView

#: The dialogue and its only step.
KIND, DAY = "report day", "day"
#: Nothing is told of earlier years, nor of days further ahead than this.
_FIRST_YEAR, _AHEAD = 1950, timedelta(days=366)


def begin(session: Session, *, acting: int, now: datetime) -> DialogueView:
    """Ask for a day; for the desk only.

    Raises:
        NotPermitted: not at the desk.
    """
    check_desk(session, acting=acting)
    return dialogues.begin(session, KIND, DAY, acting=acting, now=now)


def answer(session: Session, number: int, *, acting: int) -> None:
    """End the dialogue: the day is known.

    Raises:
        NotPermitted: not at the desk any more.
        Outdated: that dialogue is over.
    """
    check_desk(session, acting=acting)
    dialogues.get_at(session, KIND, DAY, number, acting=acting)
    dialogues.end(session, acting=acting)


def is_possible(day: date, today: date) -> bool:
    """Tell whether there can be a report of `day`."""
    return day.year >= _FIRST_YEAR and day <= today + _AHEAD
