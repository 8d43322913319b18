"""Plans and networks: ticked at a result, listed with what is linked to them, asked for; whom to tell."""

from __future__ import annotations

from collections.abc import Sequence

from bot.callback_data.pages import Open
from bot.callback_data.profiles import ShowSheet
from bot.callback_data.tags import (
    AddTag,
    AddUsualTags,
    ChangeTag,
    LinkTag,
    ListTags,
    ShowLinks,
    ShowTag,
    TellContact,
)
from bot.i18n import _, use_locale
from bot.languages import DEFAULT_LOCALE
from bot.messages import OutgoingMessage, Row, button, in_rows, outgoing, spoken
from bot.messages.dialogues import way_out
from bot.messages.formats import bold, label, left_to_right, listing, quote, value
from bot.messages.pages import on_page, turning
from bot.messages.profiles import plans
from bot.messages.scales import measure_state
from bot.messages.searching import result_line
from bot.messages.standings import numbered
from bot.services.fact_sheets import FactSheet
from bot.services.tags import USUAL, Linked
from bot.services.visitors import DialogueView
from models import Tag


@spoken
def links(sheet: FactSheet, tags: Sequence[Tag], page: int) -> OutgoingMessage:
    """Let somebody tick the plans that a result is linked to; of those ticked, say whom to tell."""
    number, ticked = sheet.result.id, {tag.id for tag in sheet.tags}
    choices = [
        button(
            label(("✅ " if tag.id in ticked else "") + tag.name),
            LinkTag(number, tag.id, int(tag.id not in ticked), page),
        )
        for tag in on_page(tags, page)
    ]
    turn = turning(len(tags), page, lambda to: ShowLinks(number, to))
    telling = [
        [button(label(_("📣 Tell: %(plan)s") % {"plan": tag.name}), TellContact(number, tag.id))] for tag in sheet.tags
    ]
    rows = [*in_rows(choices), turn, *telling, *_adding(tags, number), [button(_("🗒 Fact sheet"), ShowSheet(number))]]
    question = bold(_("Which plans and networks is it linked to?"))
    return outgoing(bold(numbered(sheet.result)), plans(sheet), question, _offer(tags), rows=rows)


def _offer(tags: Sequence[Tag]) -> str:
    return "" if tags else _("There is none yet. The usual ones are: %(plans)s.") % {"plans": listing(USUAL)}


def _adding(tags: Sequence[Tag], result_id: int) -> list[Row]:
    usual = [] if tags else [[button(_("✅ Take these"), AddUsualTags(result_id))]]
    return [*usual, [button(_("➕ New plan or network"), AddTag(result_id))]]


@spoken
def all_tags(tags: Sequence[Tag], page: int) -> OutgoingMessage:
    """List the plans."""
    choices = [button(label(tag.name), ShowTag(tag.id)) for tag in on_page(tags, page)]
    turn = turning(len(tags), page, ListTags)
    rows = [*in_rows(choices), turn, *_adding(tags, 0), [button(_("Main menu"), Open("start"))]]
    title = bold(_("🔗 Plans and networks"))
    hint = _("Choose one to see what is linked to it.") if tags else _offer(tags)
    return outgoing(title, hint, rows=rows)


@spoken
def tag_page(linked: Linked, page: int, *, kept: bool = False) -> OutgoingMessage:
    """Show a plan, whom to talk to, and the results and measures that are linked to it; `kept`: it was just saved."""
    tag = linked.tag
    lines = [result_line(result) for result in on_page(linked.results, page)]
    measures = [
        f"🛠 {left_to_right(one.number)} · {value(one.title)} · {measure_state(one.state)}" for one in linked.measures
    ]
    opening = [button(result.number, ShowSheet(result.id)) for result in on_page(linked.results, page)]
    turn = turning(len(linked.results), page, lambda to: ShowTag(tag.id, to))
    rows = [*in_rows(opening, per_row=4), turn, [button(_("✏️ Change name or contact"), ChangeTag(tag.id))]]
    empty = "" if lines or measures else _("Nothing is linked to it yet.")
    done = bold(_("✅ Saved.")) if kept else ""
    return outgoing(
        done,
        bold(f"🔗 {value(tag.name)}"),
        _contact(tag),
        "\n".join(lines),
        "\n".join(on_page(measures, page)),
        empty,
        rows=[*rows, [button(_("🔗 Plans and networks"), ListTags())]],
    )


def _contact(tag: Tag) -> str:
    if not tag.contact:
        return _("Nobody is named yet whom one can talk to.")
    return "\n".join([_("Whom to talk to:"), value(tag.contact)])


@spoken
def ask_text(dialogue: DialogueView, tag: Tag | None) -> OutgoingMessage:
    """Ask for a plan's name and, below it, whom to talk to."""
    now = "\n".join([_("So far:"), quote("\n".join(filter(None, [tag.name, tag.contact])))]) if tag else ""
    question = bold(_("What is the plan or network called? Please write its name."))
    note = _("Whom to talk to comes right below: an office with telephone or e-mail, no person.")
    return outgoing(now, question, note, rows=[way_out(dialogue)])


@spoken
def tell_contact(sheet: FactSheet, tag: Tag) -> OutgoingMessage:
    """Show whom to tell, and words in German that can be passed on."""
    with use_locale(DEFAULT_LOCALE):
        words = {"number": sheet.result.number, "title": sheet.result.title, "plan": tag.name}
        text = _("%(number)s “%(title)s” touches: %(plan)s. We would like to work on it with you.") % words
    title = bold(_("📣 Please pass this on: %(plan)s") % {"plan": value(tag.name)})
    back = [button(_("Back"), ShowLinks(sheet.result.id))]
    change = [button(_("✏️ Change name or contact"), ChangeTag(tag.id))]
    return outgoing(title, _contact(tag), quote(text), rows=[change, back])
