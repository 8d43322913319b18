"""What the tour does not lead to after a meeting: overdue questions, circles, two at once, many opinions."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.i18n import use_locale
from bot.messages import OutgoingMessage, minutes, ratings
from bot.services.minutes import Outline, Record
from bot.services.planning import Proposal
from bot.services.ratings import Opinions
from bot.services.ratings import Standing as RatingStanding
from bot.services.records import NEXT
from bot.services.reviews import Standing
from bot.services.visitors import DialogueView
from models import Body, BodyKind, Delivery, Face, Meeting, MeetingState, Minutes, MinutesState

_BERLIN = ZoneInfo("Europe/Berlin")
_NOW = datetime(2009, 10, 27, 18, 0, tzinfo=UTC)
_HOSTILE = '<b>&" مرحبا'


def _meeting() -> Meeting:
    body = Body(id=1, kind=BodyKind.WORKING_GROUP, code="BIL", name=_HOSTILE, short_name=_HOSTILE, emoji="", place="")
    about = {"title": "", "place": _HOSTILE, "revision": 0, "head_count": 12, "body": body}
    return Meeting(id=1, starts_at=_NOW, state=MeetingState.RECORDED, **about)


def _minutes(meeting: Meeting) -> Minutes:
    about = {"facts": {}, "chair": _HOSTILE, "revision": 1, "state": MinutesState.SENT}
    return Minutes(id=1, meeting_id=1, meeting=meeting, text=_HOSTILE, sent_at=_NOW, final_at=_NOW, **about)


def _dialogue() -> DialogueView:
    return DialogueView(1, "minutes", "preview", {"text": _HOSTILE, "ticked": [NEXT]})


def _asked(locale: str, meeting: Meeting) -> list[OutgoingMessage]:
    """Nobody on the tour leaves the question open for so long."""
    with use_locale(locale):
        due = [
            Delivery(meeting=meeting, facts={"moment": moment, "expected": 0})
            for moment in ("results", "results_3", "results_28")
        ]
        return [minutes.results_due(delivery, _BERLIN) for delivery in due]


def minutes_said(locale: str) -> list[OutgoingMessage]:
    """Say it."""
    meeting = _meeting()
    sent, record = (
        _minutes(meeting),
        Record(meeting, 12, _HOSTILE, _HOSTILE, [_HOSTILE], [["BIL-01", _HOSTILE, ""]], _NOW),
    )
    known = Outline(meeting, 12, proposal=Proposal(_NOW, _HOSTILE, 6), name=_HOSTILE)
    many = Opinions(meeting, dict.fromkeys(Face, 2), [_HOSTILE])
    return [
        *_asked(locale, meeting),
        minutes.too_early(locale, meeting, _BERLIN),
        minutes.counted(locale, meeting, _BERLIN),
        minutes.ask_text(locale, _dialogue(), known),
        minutes.preview(locale, _dialogue(), record, known, _BERLIN),
        *(minutes.reviewed(locale, sent, standing, _BERLIN) for standing in Standing),
        minutes.objected(locale, sent, Standing.FINAL, _BERLIN),
        minutes.page(locale, sent, _BERLIN, organises=True),
        *(ratings.not_counted(locale, meeting, standing, _BERLIN) for standing in RatingStanding),
        ratings.opinions(locale, Opinions(meeting), _BERLIN),
        ratings.opinions(locale, many, _BERLIN),
    ]
