"""What the tour does not lead to about the council: every outcome, every competence, every step of the round trip."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.errors import BadDate, BadVotes, DateProblem
from bot.i18n import use_locale
from bot.messages import OutgoingMessage, consultations, decisions, errors, outgoing, releases, roundtrip
from bot.messages.ways import council_day, way_line
from bot.services.consultations import Way
from bot.services.recording import CHANGE, HELD, KIND, VOTES, WHY
from bot.services.roundtrip import Step
from bot.services.visitors import DialogueView
from models import Competence, Consultation, Delivery, DeliveryReason, Outcome, Paper, PaperState

_BERLIN = ZoneInfo("Europe/Berlin")
_NOW = datetime(2009, 10, 13, 8, 0, tzinfo=UTC)
_HOSTILE = '<b>&" مرحبا'
_DAY = date(2009, 12, 17)
_DECISION, _PRELIMINARY = Competence.DECISION, Competence.PRELIMINARY


def _station(
    number: int,
    outcome: Outcome | None = None,
    competence: Competence = Competence.DECISION,
    planned_on: date | None = _DAY,
    **details: object,
) -> Consultation:
    held = {"held_on": _DAY, "recorded_at": _NOW} if outcome is not None else {}
    place = {"id": number, "position": number, "paper_id": 1, "committee": f"{_HOSTILE}{number}"}
    return Consultation(
        **{"note": "", **place, **held, **details}, outcome=outcome, competence=competence, planned_on=planned_on
    )


def _way(state: PaperState, *stations: Consultation, subject: str = _HOSTILE) -> Way:
    paper = Paper(id=1, number=1, state=state, created_at=_NOW)
    paper.consultations = list(stations)
    return Way(paper, subject)


def _pages(locale: str) -> list[OutgoingMessage]:
    majority = _station(1, Outcome.MAJORITY, votes_for=31, votes_against=8, note=_HOSTILE)
    put_off, informed = _station(1, Outcome.ADJOURNED), _station(2, competence=Competence.INFORMATION, planned_on=None)
    way = _way(PaperState.FINAL, put_off, informed, _station(3, competence=_PRELIMINARY), _station(4))
    draft, decided = _way(PaperState.DRAFT, _station(1)), _way(PaperState.DECIDED, majority)
    return [
        consultations.way_page(locale, _way(PaperState.DRAFT, subject="")),
        *(consultations.way_page(locale, one) for one in (way, draft, decided)),
        consultations.removed(locale, draft),
        *(consultations.station_page(locale, way, one) for one in way.stations),
        consultations.station_page(locale, draft, draft.stations[0]),
        consultations.overtaken_page(locale, decided, majority, _HOSTILE),
        consultations.correction_page(locale, decided, majority),
        *(decisions.recorded(locale, one, one.stations[0]) for one in (way, decided)),
        decisions.taken_back(locale, way, put_off),
        decisions.too_late(locale, 1),
    ]


def _questions(locale: str) -> list[OutgoingMessage]:
    data = {"committee": _HOSTILE, "outcome": Outcome.MAJORITY.value, "planned": "2009-09-17", "note": ""}
    asked = {step: DialogueView(1, KIND, step, data) for step in (VOTES, CHANGE, HELD, WHY)}
    return [
        consultations.ask_committee(locale, DialogueView(1, "station", "committee", data), [_HOSTILE]),
        consultations.ask_planned(locale, DialogueView(1, "station", "planned", data)),
        decisions.ask_votes(locale, asked[VOTES]),
        decisions.ask_change(locale, asked[CHANGE]),
        decisions.ask_held(locale, asked[HELD], date(2009, 10, 13)),
        decisions.ask_why(locale, asked[WHY]),
        errors.sentence_for(locale, BadVotes()),
        errors.sentence_for(locale, BadDate(DateProblem.FUTURE)),
    ]


def _news(locale: str) -> list[OutgoingMessage]:
    came_out = {"committee": _HOSTILE, "on": _DAY.isoformat(), "votes": [31, 8], "note": _HOSTILE, "corrects": True}
    nexts = (None, {"committee": _HOSTILE, "planned_on": None}, {"committee": _HOSTILE, "planned_on": _DAY.isoformat()})
    results = [f"BIL-0{one} · {_HOSTILE}" for one in range(1, 6)]
    about: dict[str, Any] = {"paper": "V-01", "subject": _HOSTILE, "results": results}
    facts = [{**about, "step": step.value, "next": None, **came_out, "outcome": "amended"} for step in Step]
    facts += [
        {**about, "step": "station", "next": coming, **came_out, "outcome": outcome.value, "corrects": False}
        for coming in nexts
        for outcome in Outcome
    ]
    few = [{**one, "results": one["results"][:count]} for one in facts[:1] for count in (1, 4)]
    with use_locale(locale):
        return [
            roundtrip.paper_news(Delivery(facts=one, reason=DeliveryReason.AUTHOR), _BERLIN) for one in [*facts, *few]
        ]


def _lines(locale: str) -> list[OutgoingMessage]:
    way = [_station(1, Outcome.NOTED), _station(2), _station(3, planned_on=None)]
    with use_locale(locale):
        digest = {"results": [[1, "BIL-01", _HOSTILE, _HOSTILE, _DAY.isoformat()]]}
        return [outgoing(way_line(way), council_day(_HOSTILE, _DAY)), releases.digest(Delivery(facts=digest), _BERLIN)]


def consultations_said(locale: str) -> list[OutgoingMessage]:
    """Say it."""
    return [*_pages(locale), *_questions(locale), *_news(locale), *_lines(locale)]
