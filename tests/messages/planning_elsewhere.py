"""What is said about dates that something speaks against, and about changes that come second, but not on the tour."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.errors import BadDate, DateProblem
from bot.feasts import Feast
from bot.messages import OutgoingMessage, changes, errors, planning
from bot.services.concerns import Concerns, Neighbour
from bot.services.planning import Outline, Proposal
from bot.services.visitors import DialogueView
from models import Body, BodyKind, Meeting, MeetingState

BERLIN = ZoneInfo("Europe/Berlin")
HOSTILE = '<b>&" مرحبا'
NOW = datetime(2009, 10, 13, 8, 0, tzinfo=UTC)
DIALOGUE = DialogueView(1, "plan", "preview", {})


def planning_said(locale: str) -> list[OutgoingMessage]:
    """Say what the tour does not lead to: no town has all feasts and all coincidences on the days of one tour."""
    return [
        *(planning.preview(locale, DIALOGUE, _draft(), _outline(), one, BERLIN) for one in _all_concerns()),
        changes.overtaken(locale, _meeting(MeetingState.CANCELLED), BERLIN),
        changes.overtaken(locale, _meeting(MeetingState.INVITED), BERLIN),
        errors.sentence_for(locale, BadDate(DateProblem.NO_SUCH_HOUR)),
    ]


def _all_concerns() -> list[Concerns]:
    neighbours = tuple(Neighbour(_meeting(MeetingState.INVITED), shared) for shared in (0, 1, 2, 5))
    every = Concerns(21, True, "Allerheiligen", tuple(Feast), neighbours)
    return [every, Concerns(1, False, None, (), ())]


def _outline() -> Outline:
    return Outline(_body(), 3, 14, None)


def _draft() -> Proposal:
    return Proposal(NOW, HOSTILE, 0)


def _body() -> Body:
    return Body(id=1, kind=BodyKind.WORKING_GROUP, code="BIL", name=HOSTILE, short_name=HOSTILE, emoji="🎓", place="")


def _meeting(state: MeetingState) -> Meeting:
    return Meeting(id=1, starts_at=NOW, place=HOSTILE, title="", state=state, body=_body())
