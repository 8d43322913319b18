"""All that is stored about one person, for that person (Art. 15 and 20 GDPR)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import exists, false, func, or_, select
from sqlalchemy.orm import Session

from bot.services.registration import get_participant
from models import (
    Advice,
    AgendaItem,
    Attendance,
    AuditEntry,
    Body,
    Broadcast,
    CalendarEntry,
    CalendarFeed,
    Card,
    Conclusion,
    Consent,
    Consultation,
    DatePoll,
    DatePollAnswer,
    DateProposal,
    DateVote,
    Delivery,
    Dialogue,
    Evaluation,
    Idea,
    Indicator,
    Measure,
    Measurement,
    MeasureNote,
    Meeting,
    Membership,
    Minutes,
    MinutesReview,
    Need,
    Paper,
    ProfileEntry,
    RatingGiven,
    Release,
    Reply,
    Result,
    RoleGrant,
    SectionText,
    Series,
    Unrelated,
)

#: Section to rows; each row maps a field's name to a text or number.
OwnData = dict[str, list[dict[str, Any]]]


def collect(session: Session, *, acting: int) -> OwnData:
    """Return everything that the database holds about the participant, section by section, times in ISO 8601 (UTC)."""
    person = get_participant(session, acting)
    profile = {
        "telegram_id": person.telegram_id,
        "name": person.display_name,
        "language": person.locale,
        "registered_at": person.registered_at.isoformat(),
        "reachable": person.reachable,
        "reminders": person.reminded,
        "quiet_at_night": f"{person.quiet_from}:00-{person.quiet_until}:00",
        "asked_for_needs": person.needs_asked,
        "in_peace_until": person.silent_until.isoformat() if person.silent_until is not None else None,
    }
    return {
        "profile": [profile],
        **_acts(session, acting),
        **_texts(session, acting),
        **_papers(session, acting),
        **_council(session, acting),
    }


def _acts(session: Session, acting: int) -> OwnData:
    consents = select(Consent.version, Consent.text_hash, Consent.locale, Consent.granted_at)
    memberships = select(Body.name, Membership.role, Membership.joined_at).join(Body)
    roles = select(RoleGrant.role, RoleGrant.granted_at).where(RoleGrant.participant_id == acting)
    own_answer = (Attendance.answer, Attendance.answered_at, Attendance.guests, Attendance.waiting_since)
    answers = select(Meeting.starts_at, Meeting.place, *own_answer).join(Meeting)
    needs = select(Need.kind).where(Need.participant_id == acting)
    files = select(Meeting.starts_at, Meeting.place).join(CalendarEntry).where(CalendarEntry.participant_id == acting)
    addresses = select(CalendarFeed.created_at).where(CalendarFeed.participant_id == acting)
    answered = exists().where(DatePollAnswer.poll_id == DatePoll.id, DatePollAnswer.participant_id == acting)
    began = func.coalesce(DatePoll.created_by == acting, false())
    polls = select(Body.name, DatePoll.created_at, answered.label("answered"), began.label("began"))
    polls = polls.join(DatePoll, DatePoll.body_id == Body.id).where(or_(answered, DatePoll.created_by == acting))
    ticks = select(Body.name, DateProposal.starts_at).join(DatePoll, DatePoll.body_id == Body.id)
    ticks = ticks.join(DateProposal, DateProposal.poll_id == DatePoll.id).join(DateVote)
    planned = select(Meeting.title, Meeting.starts_at, Meeting.place).where(Meeting.planned_by == acting)
    begun = select(Body.name, Series.rule, Series.starts_on, Series.place).join(Series, Series.body_id == Body.id)
    traces = select(AuditEntry.at, AuditEntry.action, AuditEntry.object_kind).where(AuditEntry.actor_id == acting)
    return {
        "consents": _rows(session, consents.where(Consent.participant_id == acting)),
        "roles": _rows(session, roles),
        "memberships": _rows(session, memberships.where(Membership.participant_id == acting)),
        "answers": _rows(session, answers.where(Attendance.participant_id == acting)),
        "needs": _rows(session, needs.order_by(Need.kind)),
        "calendar_files": _rows(session, files),
        "calendar_address": _rows(session, addresses),
        "date_polls": _rows(session, polls.order_by(DatePoll.id)),
        "ticks": _rows(session, ticks.where(DateVote.participant_id == acting)),
        "planned": _rows(session, planned),
        "series": _rows(session, begun.where(Series.created_by == acting)),
        "traces": _rows(session, traces),
    }


def _texts(session: Session, acting: int) -> OwnData:
    ideas = select(Idea.text, Idea.voice_file_id, Idea.photo_file_id, Idea.created_at).where(Idea.author_id == acting)
    cards = select(Card.sentence, Card.written_at, Card.confirmed_at).where(Card.writer_id == acting)
    objections = select(Card.sentence, Card.objection).join(Idea).where(Idea.author_id == acting)
    topics = select(AgendaItem.text, AgendaItem.voice_file_id, AgendaItem.created_at)
    results = select(Result.number, Result.title, Result.text, Result.submitted_at).where(Result.author_id == acting)
    sheets = select(Result.number, ProfileEntry.field, ProfileEntry.text, ProfileEntry.written_at)
    sheets = sheets.join(ProfileEntry, ProfileEntry.result_id == Result.id).where(ProfileEntry.author_id == acting)
    conclusions = select(Conclusion.kind, Conclusion.reason, Conclusion.concluded_at)
    conclusions = conclusions.where(Conclusion.concluded_by == acting)
    apart = select(Unrelated.decided_at).where(Unrelated.decided_by == acting)
    released = select(Result.number, Release.released_at).join(Release).where(Release.released_by == acting)
    withdrawn = select(Result.number, Release.withdrawn_at).join(Release).where(Release.withdrawn_by == acting)
    advices = select(Advice.text, Advice.given_at).where(Advice.author_id == acting)
    replies = select(Reply.text, Reply.given_at).where(Reply.author_id == acting)
    broadcasts = select(Broadcast.text, Broadcast.created_at).where(Broadcast.author_id == acting)
    minutes = select(Meeting.starts_at, Minutes.text, Minutes.sent_at).join(Minutes, Minutes.meeting_id == Meeting.id)
    reviews = select(Meeting.starts_at, MinutesReview.agrees, MinutesReview.text)
    reviews = reviews.join(Minutes, Minutes.meeting_id == Meeting.id).join(MinutesReview)
    opinions = select(Meeting.starts_at).join(RatingGiven, RatingGiven.meeting_id == Meeting.id)
    unfinished = select(Dialogue.kind, Dialogue.step, Dialogue.data).where(Dialogue.participant_id == acting)
    received = select(Delivery.kind, Delivery.state, Delivery.sent_at).where(Delivery.participant_id == acting)
    return {
        "minutes": _rows(session, minutes.where(Minutes.author_id == acting)),
        "reviews": _rows(session, reviews.where(MinutesReview.participant_id == acting)),
        "opinions": _rows(session, opinions.where(RatingGiven.participant_id == acting)),
        "ideas": _rows(session, ideas),
        "cards": _rows(session, cards) + _rows(session, objections),
        "topics": _rows(session, topics.where(AgendaItem.author_id == acting)),
        "results": _rows(session, results),
        "fact_sheets": _rows(session, sheets.order_by(ProfileEntry.id)),
        "conclusions": _rows(session, conclusions),
        "unrelated": _rows(session, apart),
        "releases": _rows(session, released) + _rows(session, withdrawn),
        "advices": _rows(session, advices),
        "replies": _rows(session, replies),
        "broadcasts": _rows(session, broadcasts),
        "unfinished": _rows(session, unfinished),
        "messages": _rows(session, received.order_by(Delivery.id)),
    }


def _papers(session: Session, acting: int) -> OwnData:
    begun = select(Paper.number, Paper.created_at).where(Paper.created_by == acting)
    sections = select(Paper.number, SectionText.section, SectionText.text, SectionText.written_at)
    sections = sections.join(SectionText, SectionText.paper_id == Paper.id).where(SectionText.written_by == acting)
    responsible = select(Measure.number, Measure.title).where(Measure.responsible_id == acting)
    notes = select(Measure.number, MeasureNote.state, MeasureNote.progress, MeasureNote.text, MeasureNote.written_at)
    notes = notes.join(MeasureNote, MeasureNote.measure_id == Measure.id).where(MeasureNote.author_id == acting)
    evaluations = select(
        Measure.number, Evaluation.outcome, Evaluation.evidence, Evaluation.lesson, Evaluation.given_at
    )
    evaluations = evaluations.join(Evaluation, Evaluation.measure_id == Measure.id)
    return {
        "papers": _rows(session, begun.order_by(Paper.id)),
        "sections": _rows(session, sections.order_by(SectionText.id)),
        "responsible": _rows(session, responsible.order_by(Measure.id)),
        "measure_notes": _rows(session, notes.order_by(MeasureNote.id)),
        "evaluations": _rows(session, evaluations.where(Evaluation.author_id == acting).order_by(Evaluation.id)),
    }


def _council(session: Session, acting: int) -> OwnData:
    recorded = select(Consultation.committee, Consultation.outcome, Consultation.note, Consultation.recorded_at)
    recorded = recorded.where(Consultation.recorded_by == acting).order_by(Consultation.id)
    measured = select(Indicator.name, Measurement.value, Measurement.measured_on, Measurement.recorded_at)
    measured = measured.join(Measurement).where(Measurement.recorded_by == acting).order_by(Measurement.id)
    return {"council_records": _rows(session, recorded), "measurements": _rows(session, measured)}


def _rows(session: Session, statement: Any) -> list[dict[str, Any]]:
    found = session.execute(statement).mappings()
    return [{name: _plain(value) for name, value in row.items()} for row in found]


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
