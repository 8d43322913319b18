"""Leaving a body: what is queued for its people does not reach who is none of them any more."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.services import bodies, deliveries
from bot.services.deliveries import News
from models import Delivery, DeliveryKind, DeliveryReason, DeliveryState, MembershipRole
from models.database import Database
from tests.factories import LONG_AGO, create_body, create_idea, create_membership, create_participant, create_result


def _queue(
    session: Session, /, key: str, person: int, kind: DeliveryKind, reason: DeliveryReason, **about: int
) -> None:
    deliveries.queue(session, News(kind, reason, key, about=about), [person], now=LONG_AGO)


def _states(session: Session) -> dict[str, DeliveryState]:
    return {str(row.key).split(":")[0]: row.state for row in session.scalars(select(Delivery))}


def test_who_leaves_gets_no_more_news_of_ideas_and_conclusions_of_that_body_alone(database: Database) -> None:
    education = database.transact(create_body, "BIL", "Bildung")
    health = database.transact(create_body, "GES", "Gesundheit")
    fatma, amal = database.transact(create_participant), database.transact(create_participant)
    for person, body in ((fatma, education), (fatma, health), (amal, education)):
        database.transact(create_membership, person, body, MembershipRole.SPEAKER)
    ideas = {body: database.transact(create_idea, body) for body in (education, health)}
    own = database.transact(create_result, "BIL-01", "Chor", {education: None})
    shared = database.transact(create_result, "BIL-02", "Fest", {education: None, health: None})
    speaker, author = DeliveryReason.SPEAKER, DeliveryReason.AUTHOR
    database.transact(_queue, "idea", fatma, DeliveryKind.IDEA, speaker, idea_id=ideas[education])
    database.transact(_queue, "idea elsewhere", fatma, DeliveryKind.IDEA, speaker, idea_id=ideas[health])
    database.transact(_queue, "conclusion", fatma, DeliveryKind.CONCLUSION, speaker, result_id=own)
    database.transact(_queue, "own conclusion", fatma, DeliveryKind.CONCLUSION, author, result_id=own)
    database.transact(_queue, "shared conclusion", fatma, DeliveryKind.CONCLUSION, speaker, result_id=shared)
    database.transact(_queue, "idea for another", amal, DeliveryKind.IDEA, speaker, idea_id=ideas[education])

    database.transact(bodies.leave, education, acting=fatma, now=LONG_AGO)

    states = database.look(_states)
    assert [key for key, state in states.items() if state is DeliveryState.STOPPED] == ["idea", "conclusion"]
    assert len(states) == 6
