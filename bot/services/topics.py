"""What results are about: a fixed list of topics of this field, ticked by whoever hands in; they know no language.

A new topic is a new member here and its sentence in `bot.messages.topics`; the database keeps the keys as text.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import StrEnum

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from models import Result, ResultTopic


class Topic(StrEnum):
    """A topic, in the order in which people are shown them."""

    LANGUAGE = "language"
    SCHOOL = "school"
    CHILDCARE = "childcare"
    PARENTS = "parents"
    WORK = "work"
    TRAINING = "training"
    RECOGNITION = "recognition"
    HOUSING = "housing"
    HEALTH = "health"
    OLD_AGE = "old_age"
    YOUTH = "youth"
    WOMEN = "women"
    SPORT = "sport"
    CULTURE = "culture"
    ENCOUNTER = "encounter"
    ADMINISTRATION = "administration"
    INTERPRETING = "interpreting"
    INFORMATION = "information"
    VOLUNTEERING = "volunteering"
    RELIGION = "religion"
    PARTICIPATION = "participation"


def set_topics(session: Session, result: Result, topics: Collection[str]) -> None:
    """Note what the result is about, in place of what was noted; keys that are no topic are left out."""
    session.execute(delete(ResultTopic).where(ResultTopic.result_id == result.id))
    session.add_all(ResultTopic(result_id=result.id, topic=topic.value) for topic in known(topics))
    session.flush()


def known(topics: Collection[str]) -> Sequence[Topic]:
    """Return those keys that are topics, in the order of the list."""
    return [topic for topic in Topic if topic in topics]


def list_of(session: Session, result_id: int) -> Sequence[Topic]:
    """Return what the result is about, in the order of the list."""
    return known(set(session.scalars(select(ResultTopic.topic).where(ResultTopic.result_id == result_id))))
