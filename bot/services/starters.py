"""Indicators to begin with (domain 2.7): offered by field, taken and given back by ticking."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from bot.errors import Outdated
from bot.services import audit
from bot.services.fact_fields import Noun
from bot.services.tags import check_desk
from bot.towns.starters import StarterEntry, StarterField, read_starters
from models import Body, BodyKind, BodyState, Indicator, Measurement, measure_indicators


@dataclass(frozen=True)
class Offer:
    """A field with what is offered for it: the group whose field it is (None: the whole town), what is taken."""

    place: int
    field: StarterField
    body: Body | None
    taken: frozenset[str]


def list_offers(session: Session, *, acting: int) -> list[Offer]:
    """Return the fields of which something is offered: that of the whole town, and those of groups; for the desk."""
    check_desk(session, acting=acting)
    names = frozenset(session.scalars(select(Indicator.name)))
    groups = session.scalars(
        select(Body).where(Body.kind == BodyKind.WORKING_GROUP, Body.state != BodyState.CLOSED).order_by(Body.id)
    ).all()
    offers = []
    for place, field in enumerate(read_starters()):
        body = next((body for body in groups if is_field_of(body, field.field)), None)
        if body is not None or not field.field:
            taken = names & {entry.name for entry in field.indicators}
            offers.append(Offer(place, field, body, taken))
    return offers


def is_field_of(body: Body, field: str) -> bool:
    """Tell whether the group's name begins with that of the field."""
    return bool(field) and body.name.casefold().startswith(field.casefold())


def get_offer(session: Session, place: int, *, acting: int) -> Offer:
    """Return one offer.

    Raises:
        NotPermitted, Outdated: not at the desk; there is no such offer.
    """
    found = [offer for offer in list_offers(session, acting=acting) if offer.place == place]
    if not found:
        raise Outdated
    return found[0]


def tick(session: Session, place: int, entry: int, *, take: bool, acting: int, now: datetime) -> Offer:
    """Take what is offered, or give it back as long as nothing hangs on it; return the offer as it is then.

    Raises:
        NotPermitted, Outdated: not at the desk; there is no such offer.
    """
    offer = get_offer(session, place, acting=acting)
    if entry >= len(offer.field.indicators):
        raise Outdated
    chosen = offer.field.indicators[entry]
    row = session.scalar(select(Indicator).where(Indicator.name == chosen.name))
    if row is None and take:
        taken = _take(session, chosen, offer.body)
        audit.note(session, "add", Noun.INDICATOR, taken.id, acting=acting, now=now)
    elif row is not None and not take and not _is_used(session, row):
        audit.note(session, "remove", Noun.INDICATOR, row.id, acting=acting, now=now)
        session.delete(row)
    session.flush()
    return get_offer(session, place, acting=acting)


def _take(session: Session, chosen: StarterEntry, body: Body | None) -> Indicator:
    row = Indicator(**chosen.model_dump(), body_id=body.id if body else None)
    session.add(row)
    session.flush()
    return row


def _is_used(session: Session, row: Indicator) -> bool:
    """Tell whether somebody has worked with it: with values, a start, a target, measures."""
    measured = exists().where(Measurement.indicator_id == row.id)
    linked = exists().where(measure_indicators.c.indicator_id == row.id)
    levels = (row.baseline, row.target) != (None, None)
    return levels or bool(session.scalar(select(measured))) or bool(session.scalar(select(linked)))
