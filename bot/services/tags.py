"""Plans and networks that results and measures are linked to (S59–S62): kept, ticked and listed at the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.errors import NotFound, NotPermitted
from bot.services import audit, dialogues, permissions
from bot.services.standings import Standing, find_root, list_parents, stand_for
from bot.services.visitors import DialogueView
from bot.text import check_line, check_text, clean
from models import Measure, Result, Tag, Town, measure_tags, result_tags

#: What is offered where there is no plan yet; these stand on German paper.
USUAL = ("Bildungsplanung", "Jugendhilfeplanung", "Altenhilfeplanung", "Soziale Stadt")
#: The longest name and the longest contact, in graphemes.
NAME_LIMIT, CONTACT_LIMIT = 60, 300
#: The dialogue that asks for a plan's name and contact.
KIND, TEXT = "tag", "text"


@dataclass(frozen=True)
class Linked:
    """A plan with the results and measures that are linked to it."""

    tag: Tag
    results: list[Result]
    measures: list[Measure]


def check_desk(session: Session, *, acting: int) -> None:
    """Members of the steering group and coordinators only; others get NotPermitted."""
    if not permissions.is_in_steering_group(session, acting) and not permissions.is_coordinator(session, acting):
        raise NotPermitted


def list_of(session: Session, standing: Standing) -> tuple[Tag, ...]:
    """Return the plans of a result and of what was joined to it, each once."""
    numbers = [member.id for member in standing.family]
    linked = select(result_tags.c.tag_id).where(result_tags.c.result_id.in_(numbers))
    return tuple(session.scalars(select(Tag).where(Tag.id.in_(linked)).order_by(Tag.name)))


def list_all(session: Session, *, acting: int) -> list[Tag]:
    """Return every plan; raises like `check_desk`."""
    check_desk(session, acting=acting)
    return list(session.scalars(select(Tag).order_by(Tag.name)))


def get(session: Session, tag_id: int, *, acting: int) -> Tag:
    """Return a plan.

    Raises:
        NotFound: there is none.
        NotPermitted: see `check_desk`.
    """
    check_desk(session, acting=acting)
    tag = session.get(Tag, tag_id)
    if tag is None:
        raise NotFound
    return tag


def open_tag(session: Session, tag_id: int, *, acting: int) -> Linked:
    """Return a plan with what is linked to it, oldest first; raises like `get`."""
    tag = get(session, tag_id, acting=acting)
    results = select(Result).join(result_tags, result_tags.c.result_id == Result.id)
    measures = select(Measure).join(measure_tags, measure_tags.c.measure_id == Measure.id)
    return Linked(
        tag,
        list(session.scalars(results.where(result_tags.c.tag_id == tag_id).order_by(Result.id))),
        list(session.scalars(measures.where(measure_tags.c.tag_id == tag_id).order_by(Measure.id))),
    )


def add_usual(session: Session, *, acting: int, now: datetime) -> list[Tag]:
    """Take the usual plans over where there is none yet, and return all; raises like `check_desk`."""
    _take_turn(session)
    if not list_all(session, acting=acting):
        session.add_all(Tag(name=name, contact="") for name in USUAL)
        session.flush()
        audit.note(session, "add usual", "tag", None, acting=acting, now=now)
    return list_all(session, acting=acting)


def _take_turn(session: Session) -> None:
    """Let one change come after the other: two people may add the same at once."""
    session.execute(select(Town.id).with_for_update())


def link(session: Session, result_id: int, tag_id: int, *, linked: bool, acting: int, now: datetime) -> None:
    """Link a result, or the one that it was joined to, to a plan, or no longer; raises like `get`."""
    _take_turn(session)
    tag = get(session, tag_id, acting=acting)
    parents = list_parents(session)
    if result_id not in parents:
        raise NotFound
    standing = stand_for(session, session.get_one(Result, find_root(parents, result_id)))
    if linked and tag not in list_of(session, standing):
        session.execute(result_tags.insert().values(result_id=standing.result.id, tag_id=tag_id))
    elif not linked:
        numbers = [member.id for member in standing.family]
        own = (result_tags.c.tag_id == tag_id, result_tags.c.result_id.in_(numbers))
        session.execute(result_tags.delete().where(*own))
    audit.note(session, "link" if linked else "unlink", "tag", tag_id, acting=acting, now=now)


def begin(session: Session, tag_id: int, result_id: int, *, acting: int, now: datetime) -> DialogueView:
    """Begin to ask for name and contact of a plan, a new one where `tag_id` is 0; raises like `get`.

    A new one is linked to the result with this number, unless that is 0.
    """
    check_desk(session, acting=acting)
    if tag_id:
        get(session, tag_id, acting=acting)
    if result_id and session.get(Result, result_id) is None:
        raise NotFound
    data = {"tag_id": tag_id, "result_id": result_id}
    return dialogues.begin(session, KIND, TEXT, data, acting=acting, now=now)


def keep(session: Session, number: int, text: str, *, acting: int, now: datetime) -> Tag:
    """Keep a plan: the first line of `text` is its name, the rest whom to talk to; end the dialogue.

    A new one with a name that is there already is that one, with the new contact if one is given.

    Raises:
        EmptyText, TooLong: see `bot.text.check_text`.
        Outdated: that dialogue is over.
        NotFound, NotPermitted: see `get`.
    """
    data = dialogues.get_at(session, KIND, TEXT, number, acting=acting).data
    check_desk(session, acting=acting)
    _take_turn(session)
    first, _, rest = clean(text).partition("\n")
    name = check_line(first, limit=NAME_LIMIT)
    contact = check_text(rest, limit=CONTACT_LIMIT) if rest.strip() else ""
    namesake = session.scalar(select(Tag).where(Tag.name == name))
    tag = get(session, data["tag_id"], acting=acting) if data["tag_id"] and namesake is None else namesake
    if tag is None:
        tag = Tag(name=name, contact="")
        session.add(tag)
    tag.name, tag.contact = name, contact or tag.contact
    session.flush()
    if data["result_id"]:
        link(session, data["result_id"], tag.id, linked=True, acting=acting, now=now)
    audit.note(session, "keep", "tag", tag.id, acting=acting, now=now)
    dialogues.end(session, acting=acting)
    return tag
