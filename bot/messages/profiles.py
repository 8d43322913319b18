"""A result's fact sheet: what is filled in, what is asked now, every field, earlier versions, concerned fields."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from telegram import InlineKeyboardButton

from bot.callback_data.profiles import (
    ListFields,
    MarkConcerned,
    PrintSheet,
    ShowConcerned,
    ShowSheet,
    ShowVersions,
    WriteField,
    WriteFields,
)
from bot.callback_data.results import OpenResult, ReadResult
from bot.callback_data.tags import ShowLinks
from bot.i18n import _, ngettext, pgettext
from bot.messages import OutgoingMessage, button, in_rows, outgoing, spoken
from bot.messages.formats import body_label, body_name, bold, listing, moment, quote, value
from bot.messages.pages import on_page, turning
from bot.messages.scales import measure_state, profile_field
from bot.messages.standings import also, concerned, heading, numbered
from bot.services.fact_sheets import PAGE, FactSheet, Versions
from bot.text import beginning
from models import Body, ProfileEntry, ProfileField

#: Graphemes of a text that the page calls to mind; the field's own question and the Word file show all of it.
_EXCERPT = 200


@spoken
def sheet_page(sheet: FactSheet, changed: ProfileField | None = None) -> OutgoingMessage:
    """Show a fact sheet as far as it is filled in; above it, where a field was just `changed`, that it was."""
    return outgoing(
        saved(changed) if changed else "",
        f"🗒 {heading(sheet.result)}",
        *(also(child) for child in sheet.standing.joined),
        "\n".join(filter(None, [_state(sheet), concerned(sheet.standing), plans(sheet)])),
        *(_filled(field, text) for field, text in sheet.texts.items() if field is not ProfileField.TITLE),
        _asked(sheet),
        rows=_rows(sheet),
    )


def saved(field: ProfileField) -> str:
    """Return that a field was saved."""
    return bold(_("✅ Saved: %(field)s") % {"field": profile_field(field)})


def _state(sheet: FactSheet) -> str:
    return pgettext("measure", "State: %(state)s") % {"state": measure_state(sheet.state)}


def plans(sheet: FactSheet) -> str:
    """Return the plans and networks that it is linked to, or nothing."""
    names = listing(value(tag.name) for tag in sheet.tags)
    return _("Linked to: %(plans)s") % {"plans": names} if sheet.tags else ""


def _filled(field: ProfileField, text: str) -> str:
    return f"{bold(profile_field(field))}\n{value(beginning(text, _EXCERPT))}"


def _asked(sheet: FactSheet) -> str:
    if sheet.is_frozen:
        return _("The council paper is final: nothing changes here until the decision.")
    if not sheet.open_fields:
        return _("Nothing more is needed at the moment.")
    names = listing(profile_field(field) for field in sheet.open_fields)
    return _("Needed now: %(fields)s") % {"fields": names}


def _rows(sheet: FactSheet) -> list[list[InlineKeyboardButton]]:
    number = sheet.result.id
    links = [button(_("🔗 Plans and networks"), ShowLinks(number))] if sheet.at_desk else []
    looking = [button(_("🕰 Earlier versions"), ShowVersions(number)), button(_("📄 Word file"), PrintSheet(number))]
    opening = OpenResult(number) if sheet.steers else ReadResult(number)
    return [*_writing_rows(sheet), *in_rows([*links, *looking]), [button(_("Back to the result"), opening)]]


def _writing_rows(sheet: FactSheet) -> list[list[InlineKeyboardButton]]:
    """Return the buttons of those who may write: the fields that are asked now, one by one or all, then all others."""
    number, asked = sheet.result.id, sheet.open_fields
    if not sheet.writes:
        return []
    ones = [button(f"✍️ {profile_field(field)}", WriteField(number, field)) for field in asked]
    walking = [button(_("▶ One after the other"), WriteFields(number))] if len(asked) > 1 else []
    others = [button(_("➕ More fields"), ListFields(number)), button(_("🧩 Concerned fields"), ShowConcerned(number))]
    return [walking, *in_rows(ones), *in_rows(others)]


@spoken
def all_fields(sheet: FactSheet) -> OutgoingMessage:
    """Let somebody choose any field; those with a text carry a tick."""
    number = sheet.result.id
    choices = [
        button(("✅ " if field in sheet.texts else "") + profile_field(field), WriteField(number, field))
        for field in ProfileField
    ]
    question = bold(_("Which field would you like to write or correct?"))
    return outgoing(heading(sheet.result), question, rows=[*in_rows(choices), back_to(sheet)])


def back_to(sheet: FactSheet) -> list[InlineKeyboardButton]:
    """Return the row that leads back to the fact sheet."""
    return [button(_("🗒 Fact sheet"), ShowSheet(sheet.result.id))]


@spoken
def versions(found: Versions, timezone: ZoneInfo) -> OutgoingMessage:
    """Show what stood in a fact sheet, newest first, with the group that wrote it: never a person."""
    sheet, page = found.sheet, found.page
    numbers = {member.id: numbered(member) for member in sheet.standing.joined}
    lines = [_version(entry, numbers.get(entry.result_id, ""), timezone) for entry in found.entries]
    pages = (found.total + PAGE - 1) // PAGE
    before = [button(_("◀ Previous"), ShowVersions(sheet.result.id, page - 1))] if page else []
    after = [button(_("Next ▶"), ShowVersions(sheet.result.id, page + 1))] if page + 1 < pages else []
    title = bold(_("🕰 What stood in the fact sheet"))
    empty = "" if lines else _("Nothing has been written or changed yet.")
    return outgoing(title, numbered(sheet.result), *lines, empty, rows=[[*before, *after], back_to(sheet)])


def _version(entry: ProfileEntry, joined: str, timezone: ZoneInfo) -> str:
    words = {"moment": moment(entry.written_at, timezone), "group": author(entry)}
    line = pgettext("when, which group", "%(moment)s, %(group)s") % words
    text = quote(entry.text) or _("Taken back: nothing stands here.")
    return "\n".join(filter(None, [bold(profile_field(entry.field)), joined, line, text]))


def author(entry: ProfileEntry) -> str:
    """Return for whom something was written: a group, or the coordination."""
    return body_name(entry.body) if entry.body else pgettext("author", "the coordination")


@spoken
def concerned_fields(sheet: FactSheet, groups: Sequence[Body], page: int) -> OutgoingMessage:
    """Let somebody tick which groups' fields a result concerns."""
    number, ticked = sheet.result.id, {body.id for body in sheet.standing.fields}
    choices = [
        button(
            ("✅ " if body.id in ticked else "") + body_label(body),
            MarkConcerned(number, body.id, int(body.id not in ticked), page),
        )
        for body in on_page(groups, page)
    ]
    turn = turning(len(groups), page, lambda to: ShowConcerned(number, to))
    note = _("The number and the groups behind the result stay as they are.")
    question = bold(_("Which groups does it concern?"))
    rows = [*in_rows(choices), turn, back_to(sheet)]
    return outgoing(heading(sheet.result), concerned(sheet.standing), question, note, rows=rows)


@spoken
def nothing_open(sheet: FactSheet) -> OutgoingMessage:
    """Say that no field waits any more."""
    return outgoing(heading(sheet.result), _("Nothing more is needed at the moment."), rows=[back_to(sheet)])


def progress(sheet: FactSheet) -> str:
    """Return how many fields still wait."""
    count = len(sheet.open_fields)
    return ngettext("%(count)d field is open.", "%(count)d fields are open.", count) % {"count": count}
