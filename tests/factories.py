"""Factories: rows for tests, with sensible details unless the test names its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.services import indexing
from models import (
    AgendaItem,
    Body,
    BodyKind,
    BodyText,
    Competence,
    Consultation,
    DatePoll,
    DateProposal,
    Idea,
    Measure,
    Meeting,
    Membership,
    MembershipRole,
    Paper,
    PaperItem,
    PaperSection,
    PaperState,
    Participant,
    Priority,
    Result,
    Role,
    RoleGrant,
    SectionText,
    Series,
    Submission,
    Tag,
)

LONG_AGO = datetime(2009, 1, 15, 18, 0, tzinfo=UTC)


def create_body(
    session: Session,
    /,
    code: str = "BIL",
    name: str = "Bildung",
    kind: BodyKind = BodyKind.WORKING_GROUP,
    *,
    english: str | None = None,
    **details: Any,
) -> int:
    """Create a body, with an English name if one is given, and return its number."""
    body = Body(code=code, name=name, kind=kind, **{"short_name": name[:25], **details})
    if english:
        body.texts.append(BodyText(locale="en", name=english, description=""))
    session.add(body)
    session.flush()
    return body.id


def create_participant(session: Session, /, telegram_id: int | None = None, locale: str = "en", **details: Any) -> int:
    """Create a registered participant and return their number."""
    number = telegram_id or 700_000 + (session.scalar(select(func.count(Participant.id))) or 0)
    values = {"display_name": "", "registered_at": LONG_AGO, **details}
    participant = Participant(telegram_id=number, locale=locale, **values)
    session.add(participant)
    session.flush()
    return participant.id


def create_membership(
    session: Session, /, participant_id: int, body_id: int, role: MembershipRole = MembershipRole.MEMBER
) -> None:
    """Put a participant into a body."""
    session.add(Membership(participant_id=participant_id, body_id=body_id, role=role, joined_at=LONG_AGO))


def grant_role(session: Session, /, participant_id: int, role: Role = Role.COORDINATOR) -> None:
    """Give a participant a role over the town."""
    session.add(RoleGrant(participant_id=participant_id, role=role, granted_at=LONG_AGO))


def create_meeting(session: Session, /, body_id: int | None, starts_at: datetime, **details: Any) -> int:
    """Create a meeting without invitations and reminders, and return its number."""
    meeting = Meeting(body_id=body_id, starts_at=starts_at, **{"place": "Rathaus, Markt 1, 96450 Coburg", **details})
    session.add(meeting)
    session.flush()
    return meeting.id


def create_date_poll(session: Session, /, body_id: int, *dates: datetime, **details: Any) -> int:
    """Create a poll about these dates without deliveries and return its number."""
    values = {"place": "Rathaus, Markt 1, 96450 Coburg", "created_at": LONG_AGO, "asked_at": LONG_AGO, **details}
    poll = DatePoll(body_id=body_id, proposals=[DateProposal(starts_at=one) for one in dates], **values)
    session.add(poll)
    session.flush()
    return poll.id


def create_series(session: Session, /, body_id: int, first: datetime, rule: str = "FREQ=WEEKLY;BYDAY=TU") -> int:
    """Create a series from `first` on (by its own clock) without any meeting yet, and return its number."""
    day, hour = first.date(), first.time()
    series = Series(body_id=body_id, rule=rule, starts_on=day, next_on=day, wall_time=hour, created_at=LONG_AGO)
    session.add(series)
    session.flush()
    return series.id


def create_result(
    session: Session,
    /,
    number: str,
    title: str,
    submissions: Mapping[int, Priority | None],
    *,
    fields: Sequence[int] = (),
    **details: Any,
) -> int:
    """Create a result that these bodies (by number) handed in with these priorities, and return its number."""
    result = Result(number=number, title=title, **{"submitted_at": LONG_AGO, **details})
    result.submissions = [
        Submission(body_id=body, priority=priority, submitted_at=LONG_AGO) for body, priority in submissions.items()
    ]
    result.fields = [session.get_one(Body, body) for body in fields]
    session.add(result)
    session.flush()
    indexing.index(session, result)
    return result.id


def create_topic(session: Session, /, body_id: int, text: str = "Bus 2 am Sonntag", **details: Any) -> int:
    """Create a topic that waits for a body's next meeting, and return its number."""
    item = AgendaItem(body_id=body_id, text=text, **{"created_at": LONG_AGO, **details})
    session.add(item)
    session.flush()
    return item.id


def create_idea(session: Session, /, body_id: int, text: str = "Ein Chor für alle", **details: Any) -> int:
    """Create an idea for a body and return its number."""
    idea = Idea(body_id=body_id, text=text, **{"created_at": LONG_AGO, **details})
    session.add(idea)
    session.flush()
    return idea.id


def create_paper(
    session: Session,
    /,
    results: Sequence[int],
    stations: Mapping[str, date | None] | None = None,
    *,
    state: PaperState = PaperState.FINAL,
    subject: str = "Integrationskonzept; Stadtteilmütter",
) -> int:
    """Create a paper with these results and committees, the last of which decides, and return its number."""
    number = (session.scalar(select(func.max(Paper.number))) or 0) + 1
    paper = Paper(number=number, state=state, created_at=LONG_AGO, final_at=LONG_AGO)
    paper.items = [PaperItem(result_id=result, position=position) for position, result in enumerate(results)]
    last = len(stations or {}) - 1
    paper.consultations = [
        Consultation(
            position=position,
            committee=committee,
            competence=Competence.DECISION if position == last else Competence.PRELIMINARY,
            planned_on=planned_on,
        )
        for position, (committee, planned_on) in enumerate((stations or {}).items())
    ]
    session.add(paper)
    session.flush()
    session.add(SectionText(paper_id=paper.id, section=PaperSection.SUBJECT, text=subject, written_at=LONG_AGO))
    session.flush()
    return paper.id


def create_measure(
    session: Session,
    /,
    number: str = "M-01",
    title: str = "Elternschule",
    *,
    fields: Sequence[int] = (),
    tags: Sequence[int] = (),
    **details: Any,
) -> int:
    """Create a measure that touches these fields and is linked to these plans (by number), and return its number."""
    measure = Measure(number=number, title=title, **{"created_at": LONG_AGO, **details})
    measure.fields = [session.get_one(Body, body) for body in fields]
    measure.tags = [session.get_one(Tag, tag) for tag in tags]
    session.add(measure)
    session.flush()
    return measure.id
