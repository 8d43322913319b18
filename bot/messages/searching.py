"""Searching results: the question for words, and what was found."""

from __future__ import annotations

from bot.callback_data.pages import Open
from bot.callback_data.results import OpenResult, ReadResult
from bot.callback_data.tags import ListTags
from bot.i18n import _, ngettext
from bot.messages import OutgoingMessage, button, in_rows, outgoing, spoken
from bot.messages.dialogues import way_out
from bot.messages.formats import bold, state_name, value
from bot.messages.standings import heading, state_mark
from bot.services.searching import Found
from bot.services.visitors import DialogueView
from models import Result


@spoken
def ask_words(dialogue: DialogueView, *, at_desk: bool) -> OutgoingMessage:
    """Ask what is sought; who is `at_desk` may look by plan instead."""
    hint = _("Write one or more words, in German if you can, or a number.")
    by_plan = [button(_("🔗 By plan"), ListTags())] if at_desk else []
    return outgoing(bold(_("🔎 Which result are you looking for?")), hint, rows=[by_plan, way_out(dialogue)])


@spoken
def found(sought: Found) -> OutgoingMessage:
    """List what was found, best first; of many the best."""
    heading_line = bold(_("🔎 Results for: %(words)s") % {"words": value(sought.words)})
    opening = [
        button(result.number, OpenResult(result.id) if sought.steers else ReadResult(result.id))
        for result in sought.results
    ]
    again = [button(_("🔎 Search again"), Open("search"))]
    rows = [*in_rows(opening, per_row=4), again, [button(_("Main menu"), Open("start"))]]
    return outgoing(heading_line, *(result_line(result) for result in sought.results), _counted(sought), rows=rows)


def result_line(result: Result) -> str:
    """Return a result in a list: number, title, state."""
    return f"{state_mark(result.state)} {heading(result)} · {state_name(result.state)}"


def _counted(sought: Found) -> str:
    if not sought.total:
        return _("Nothing was found. Other words may help.")
    count = ngettext("%(count)d result in all.", "%(count)d results in all.", sought.total) % {"count": sought.total}
    if sought.total == len(sought.results):
        return count
    return "\n".join([count, _("These fit best. More words find fewer.")])
