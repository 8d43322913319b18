"""The questions for a fact sheet's fields: one message each, one after the other or a single one; no word is lost.

Steps: text; doubt, where a day is wanted and the words name none; clash, where somebody else has written meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from bot.errors import EmptyText, Outdated, Overtaken
from bot.fuzzy import parse_fuzzy
from bot.services import dialogues, fact_sheets
from bot.services.fact_sheets import HANDED_IN, FactSheet
from bot.services.visitors import DialogueView
from models import Dialogue, ProfileField

KIND, TEXT, DOUBT, CLASH = "profile", "text", "doubt", "clash"


class TargetGroup(StrEnum):
    """Whom a measure is often for, also the administration's staff (S66); the value stands on German paper."""

    PARENTS = "Eltern"
    CHILDREN = "Kinder"
    YOUNG_PEOPLE = "Jugendliche"
    WOMEN = "Frauen"
    OLDER_PEOPLE = "Ältere Menschen"
    NEWCOMERS = "Neu Zugewanderte"
    MIGRANTS = "Menschen mit Migrationshintergrund"
    STAFF = "Beschäftigte der Verwaltung"
    SCHOOLS = "Schulen und Kitas"
    EMPLOYERS = "Betriebe"
    ASSOCIATIONS = "Vereine"
    PUBLIC = "Öffentlichkeit"


@dataclass(frozen=True)
class Answered:
    """What came of an answer: the field, whether it changed, the question that follows, or None at the end."""

    field: ProfileField
    changed: bool
    following: DialogueView | None
    result_id: int


def begin(
    session: Session, result_id: int, field: ProfileField | None, *, acting: int, now: datetime
) -> DialogueView | None:
    """Ask for a field; without one for all that are open now, one after the other. None: none is open.

    Raises:
        NotFound: see `fact_sheets.open_to_write`.
    """
    sheet = fact_sheets.open_to_write(session, result_id, acting=acting)
    walks = field is None
    field = field or next(iter(sheet.open_fields), None)
    if field is None:
        return None
    data = {"result_id": result_id, "walks": walks, "skipped": []}
    dialogue = dialogues.start(session, KIND, TEXT, data, acting=acting, now=now)
    return dialogues.view(_ask_for(dialogue, sheet, field, now=now))


def _ask_for(dialogue: Dialogue, sheet: FactSheet, field: ProfileField, *, now: datetime) -> Dialogue:
    fresh: dict[str, Any] = {
        "field": field.value,
        "seen": sheet.seen.get(field, 0),
        "ticked": [],
        "typed": "",
        "page": 0,
    }
    return dialogues.advance(dialogue, TEXT, now=now, **fresh)


def take_words(session: Session, number: int, step: str, text: str, *, acting: int, now: datetime) -> Answered:
    """Take what was typed; at the target groups the ticked ones come first.

    Raises:
        EmptyText, TooLong: see `fact_sheets.write_field`.
        Outdated: that dialogue is over or elsewhere.
        NotFound: see `fact_sheets.open_to_write`.
    """
    dialogue = dialogues.get_at(session, KIND, step, number, acting=acting)
    field = ProfileField(dialogue.data["field"])
    if not text.strip():
        raise EmptyText
    whole = fact_sheets.check_field(field, ", ".join([*dialogue.data["ticked"], text]))
    if field is ProfileField.FUNDED_UNTIL and step == TEXT and parse_fuzzy(whole) is None:
        dialogues.advance(dialogue, DOUBT, now=now, typed=whole)
        return Answered(field, False, dialogues.view(dialogue), dialogue.data["result_id"])
    return _write(session, dialogue, whole, acting=acting, now=now)


def toggle_group(session: Session, number: int, group: TargetGroup, *, acting: int, now: datetime) -> DialogueView:
    """Tick or untick a usual target group.

    Raises:
        Outdated: that dialogue is over, or asks something else.
    """
    dialogue = dialogues.get_at(session, KIND, TEXT, number, acting=acting)
    if dialogue.data["field"] != ProfileField.TARGET_GROUPS:
        raise Outdated
    ticked = set(dialogue.data["ticked"]) ^ {group.value}
    in_order = [each.value for each in TargetGroup if each.value in ticked]
    return dialogues.view(dialogues.advance(dialogue, TEXT, now=now, ticked=in_order))


def save_groups(session: Session, number: int, step: str, *, acting: int, now: datetime) -> Answered:
    """Save the ticked target groups without a further word.

    Raises:
        Outdated: that dialogue is over, or nothing is ticked.
        NotFound: see `fact_sheets.open_to_write`.
    """
    dialogue = dialogues.get_at(session, KIND, step, number, acting=acting)
    if not dialogue.data["ticked"]:
        raise Outdated
    return _write(session, dialogue, ", ".join(dialogue.data["ticked"]), acting=acting, now=now)


def save_typed(session: Session, number: int, step: str, *, acting: int, now: datetime) -> Answered:
    """Save what was typed as it is: words that name no day, or the person's own beside somebody else's.

    Raises:
        Outdated: that dialogue is over or elsewhere.
        NotFound: see `fact_sheets.open_to_write`.
    """
    dialogue = dialogues.get_at(session, KIND, step, number, acting=acting)
    return _write(session, dialogue, dialogue.data["typed"], acting=acting, now=now)


def clear(session: Session, number: int, step: str, *, acting: int, now: datetime) -> Answered:
    """Take the field's text back; raises like `save_groups`."""
    dialogue = dialogues.get_at(session, KIND, step, number, acting=acting)
    if dialogue.data["field"] in HANDED_IN:
        raise Outdated
    return _write(session, dialogue, "", acting=acting, now=now)


def ask_again(session: Session, number: int, step: str, *, acting: int, now: datetime) -> Answered:
    """Ask for the field anew, with what stands there now; raises like `save_typed`."""
    dialogue = dialogues.get_at(session, KIND, step, number, acting=acting)
    sheet = fact_sheets.open_to_write(session, dialogue.data["result_id"], acting=acting)
    field = ProfileField(dialogue.data["field"])
    asked = dialogues.view(_ask_for(dialogue, sheet, field, now=now))
    return Answered(field, False, asked, dialogue.data["result_id"])


def go_on(session: Session, number: int, step: str, *, acting: int, now: datetime) -> Answered:
    """Leave the field as it stands and ask for the next one; raises like `save_typed`."""
    dialogue = dialogues.get_at(session, KIND, step, number, acting=acting)
    dialogue.data = dialogue.data | {"skipped": [*dialogue.data["skipped"], dialogue.data["field"]]}
    return _follow(session, dialogue, changed=False, acting=acting, now=now)


def _write(session: Session, dialogue: Dialogue, text: str, *, acting: int, now: datetime) -> Answered:
    """Write the field and ask for the next; where somebody else was faster, show both instead."""
    said, field = dialogue.data, ProfileField(dialogue.data["field"])
    write = fact_sheets.write_field
    try:
        changed = write(session, said["result_id"], field, text, seen=said["seen"], acting=acting, now=now)
    except Overtaken:
        sheet = fact_sheets.open_sheet(session, said["result_id"], acting=acting)
        dialogues.advance(dialogue, CLASH, now=now, typed=text, ticked=[], seen=sheet.seen.get(field, 0))
        return Answered(field, False, dialogues.view(dialogue), said["result_id"])
    return _follow(session, dialogue, changed=changed, acting=acting, now=now)


def _follow(session: Session, dialogue: Dialogue, *, changed: bool, acting: int, now: datetime) -> Answered:
    said, field = dialogue.data, ProfileField(dialogue.data["field"])
    sheet = fact_sheets.open_to_write(session, said["result_id"], acting=acting)
    waiting = [one for one in sheet.open_fields if one not in {*said["skipped"], field}] if said["walks"] else []
    if not waiting:
        dialogues.end(session, acting=acting)
        return Answered(field, changed, None, said["result_id"])
    asked = dialogues.view(_ask_for(dialogue, sheet, waiting[0], now=now))
    return Answered(field, changed, asked, said["result_id"])
