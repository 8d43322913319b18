"""Residents who have been registered for long: quick to make, in any language, with any hats."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from sqlalchemy.orm import Session

from models import Role
from tests.factories import create_membership, create_participant, grant_role
from tests.towns import Resident, Town


def settle(
    town: Town, name: str, locale: str = "en", *, bodies: Sequence[int] = (), role: Role | None = None
) -> Resident:
    """Return a resident who is registered already, in these bodies and with this role."""
    resident = town.resident(name, "en")
    resident.person.chat.started = True
    town.database.transact(_register, resident.id, locale, bodies, role)
    return resident


def settle_many(town: Town, count: int, *, bodies: Sequence[int] = ()) -> list[Resident]:
    """Return `count` residents who are registered already."""
    return [settle(town, f"Person {number}", bodies=bodies) for number in range(count)]


def _register(session: Session, telegram_id: int, locale: str, bodies: Sequence[int], role: Role | None) -> None:
    number = create_participant(session, telegram_id, locale)
    for body_id in bodies:
        create_membership(session, number, body_id)
    if role is not None:
        grant_role(session, number, role)


def plain(markup: str) -> str:
    """Return Telegram HTML as people see it."""
    return html.unescape(re.sub(r"<[^>]*>", "", markup))
