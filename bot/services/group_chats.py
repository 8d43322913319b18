"""Group chats of bodies: bound by a coordinator's one-time code, forgotten when the bot is sent away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from bot.errors import NotFound, Outdated, UnknownLink
from bot.languages import LOCALES
from bot.services import audit, bodies, permissions
from bot.services.secrecy import hash_of, new_secret
from models import Body, BodyState, GroupChat, GroupCode

LIFETIME = timedelta(days=1)
#: What a code begins with; Telegram takes it along when the bot is added (Bot API, deep linking: startgroup).
PREFIX = "g-"
#: A card in more languages would be longer than anybody reads.
MOST_LOCALES = 3


def make_code(session: Session, body_id: int, locales: Sequence[str], *, acting: int, now: datetime) -> str:
    """Return a new code that binds one group chat to the body, once; its cards are in `locales`. Only a hash is kept.

    Raises:
        NotPermitted: the participant does not coordinate.
        NotFound: there is no such active body.
        Outdated: no language, too many, or one that is not shipped.
    """
    permissions.check_coordinator(session, acting=acting)
    body = bodies.get_active(session, body_id)
    if not 1 <= len(locales) <= MOST_LOCALES or not set(locales) <= set(LOCALES):
        raise Outdated
    secret = new_secret()
    code = GroupCode(secret_hash=hash_of(secret), body_id=body.id, locales=" ".join(locales), expires_at=now + LIFETIME)
    session.add(code)
    audit.note(session, "group_code", "body", body_id, acting=acting, now=now)
    return PREFIX + secret


def list_bound(session: Session, body_id: int, *, acting: int) -> tuple[Body, list[GroupChat]]:
    """Return a body and the group chats that are bound to it, oldest first; raises like `make_code`."""
    permissions.check_coordinator(session, acting=acting)
    body = bodies.get_active(session, body_id)
    bound = select(GroupChat).where(GroupChat.body_id == body_id).order_by(GroupChat.id)
    return body, list(session.scalars(bound))


def bind(session: Session, chat_id: int, code: str, *, now: datetime) -> GroupChat:
    """Bind the group with Telegram's number `chat_id` as the code says; a group that was bound changes over.

    Whoever has the code may use it, as with one-time links: it was handed to them.

    Raises:
        UnknownLink: unknown, used, expired, or for a body that is closed; which of these is not told.
    """
    valid = (GroupCode.secret_hash == hash_of(code.removeprefix(PREFIX)), GroupCode.expires_at > now)
    found = session.scalar(select(GroupCode).where(*valid))
    body = session.get_one(Body, found.body_id) if found is not None else None
    if found is None or body is None or body.state is not BodyState.ACTIVE:
        raise UnknownLink
    unused = (GroupCode.id == found.id, GroupCode.used_at.is_(None))
    if not session.execute(update(GroupCode).where(*unused).values(used_at=now)).rowcount:  # type: ignore[attr-defined]
        raise UnknownLink
    forget(session, chat_id)
    bound = GroupChat(chat_id=chat_id, body=body, locales=found.locales, bound_at=now)
    session.add(bound)
    session.flush()
    audit.note(session, "bind_group", "body", bound.body_id, acting=None, now=now)
    return bound


def unbind(session: Session, number: int, *, acting: int, now: datetime) -> Body:
    """Let a group chat be no longer bound, and return the body that it was bound to.

    Raises:
        NotPermitted: the participant does not coordinate.
        NotFound: it is not bound (any more).
    """
    permissions.check_coordinator(session, acting=acting)
    bound = session.get(GroupChat, number)
    if bound is None:
        raise NotFound
    audit.note(session, "unbind_group", "body", bound.body_id, acting=acting, now=now)
    session.delete(bound)
    return bound.body


def is_bound(session: Session, chat_id: int) -> bool:
    """Tell whether the group with Telegram's number `chat_id` is bound to a body."""
    return session.scalar(select(GroupChat.id).where(GroupChat.chat_id == chat_id)) is not None


def forget(session: Session, chat_id: int) -> None:
    """Forget a group: the bot is no longer in it."""
    session.execute(delete(GroupChat).where(GroupChat.chat_id == chat_id))


def migrate(session: Session, chat_id: int, new_chat_id: int) -> None:
    """Follow a group that became a supergroup, with another number (Bot API, Message.migrate_to_chat_id)."""
    if not is_bound(session, new_chat_id):
        session.execute(update(GroupChat).where(GroupChat.chat_id == chat_id).values(chat_id=new_chat_id))
