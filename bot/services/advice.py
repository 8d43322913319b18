"""Advice: what members of the advisory board say to the steering group about a released result (R5).

It changes no state, whatever other hats its author wears (R6), and only the steering group and its author read it.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.errors import NotFound
from bot.services import audiences, audit, deliveries, dialogues, releases
from bot.services.deliveries import News
from bot.services.visitors import DialogueView
from bot.text import check_text
from models import Advice, Delivery, DeliveryKind, DeliveryReason, Result

KIND, TEXT = "advice", "text"
#: The longest opinion, in graphemes.
LIMIT = 2000


def count(session: Session, result_ids: Collection[int]) -> dict[int, int]:
    """Return how many opinions there are on each of these results that has any."""
    statement = select(Advice.result_id, func.count()).where(Advice.result_id.in_(result_ids))
    return dict(session.execute(statement.group_by(Advice.result_id)).all())


def list_own(session: Session, result_id: int, *, acting: int) -> list[Advice]:
    """Return what the person said about a released result, oldest first; raises like `releases.get_released`."""
    releases.get_released(session, result_id, acting=acting)
    statement = select(Advice).where(Advice.result_id == result_id, Advice.author_id == acting)
    return list(session.scalars(statement.order_by(Advice.id)))


def begin(session: Session, result_id: int, *, acting: int, now: datetime) -> DialogueView:
    """Begin to ask for an opinion; raises like `releases.get_released`."""
    releases.get_released(session, result_id, acting=acting)
    # No title here: after a withdrawal nothing is left of it.
    return dialogues.begin(session, KIND, TEXT, {"result_id": result_id}, acting=acting, now=now)


def give(session: Session, number: int, text: str, *, acting: int, now: datetime) -> Result:
    """Keep the opinion that the dialogue with this number asked for, tell the steering group, end the dialogue.

    Raises:
        EmptyText, TooLong: see `bot.text.check_text`.
        Outdated: that dialogue is over.
        NotFound: the result is not released any more, or not for this person.
    """
    result_id = dialogues.get_at(session, KIND, TEXT, number, acting=acting).data["result_id"]
    result = releases.get_released(session, result_id, acting=acting)
    given = Advice(result_id=result_id, author_id=acting, text=check_text(text, limit=LIMIT), given_at=now)
    session.add(given)
    session.flush()
    about = {"result_id": result_id}
    news = News(DeliveryKind.ADVICE, DeliveryReason.STEERING, _key(given.id), quiet=True, about=about)
    deliveries.queue_for(session, news, audiences.select_steering_group(but=acting), now=now)
    audit.note(session, "advise", "result", result_id, acting=acting, now=now)
    dialogues.end(session, acting=acting)
    return result


def take_back(session: Session, advice_id: int, *, acting: int, now: datetime) -> None:
    """Take one's own opinion back, also after the release was withdrawn: the words are their author's.

    Raises:
        NotFound: there is none, or it is somebody else's.
    """
    found = session.get(Advice, advice_id)
    if found is None or found.author_id != acting:
        raise NotFound
    deliveries.stop(session, Delivery.key.startswith(_key(advice_id) + ":"))
    audit.note(session, "take advice back", "result", found.result_id, acting=acting, now=now)
    session.delete(found)


def _key(advice_id: int) -> str:
    return f"advice:{advice_id}"
