"""What may belong together: suggested with the reasons, compared, found unrelated; a person decides."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import InlineKeyboardButton

from bot.callback_data.conclusions import Merge
from bot.callback_data.kinship import Compare, SetApart, SuggestAgain
from bot.callback_data.pages import Open
from bot.callback_data.results import OpenResult
from bot.i18n import _, pgettext
from bot.messages import OutgoingMessage, button, in_rows, outgoing, spoken
from bot.messages.formats import body_name, bold, left_to_right, listing, quote, value
from bot.messages.standings import heading, numbered
from bot.messages.topics import topic_name
from bot.services.kinship import Kin
from bot.services.likeness import Likeness
from bot.services.topics import known
from bot.text import beginning
from models import Body, Result

#: Words that are named as a reason.
_MOST_WORDS = 4
#: Graphemes of a text that is compared: both fit one message.
_EXCERPT = 1200


def hint(kin: Sequence[Kin]) -> str:
    """Return the line of a list that names what may belong to a result, or nothing."""
    if not kin:
        return ""
    numbers = listing(left_to_right(one.result.number) for one in kin)
    return _("🔗 May belong together with %(numbers)s") % {"numbers": numbers}


def suggestions(kin: Sequence[Kin]) -> list[str]:
    """Return a paragraph for each suggestion: what it is, and because of what."""
    found = _("🔗 May belong together: %(result)s")
    return [
        "\n".join([found % {"result": heading(one.result)}, *_reasons(one.likeness, one.standing.fields)])
        for one in kin
    ]


def _reasons(likeness: Likeness, fields: Sequence[Body]) -> list[str]:
    """Return a line for each kind of reason; `fields` are those of one of the two."""
    words = dict.fromkeys(_pair(*pair) for pair in likeness.words)
    common = [body_name(body) for body in fields if body.id in likeness.fields]
    topics = [topic_name(topic) for topic in known(likeness.topics)]
    lines = [
        _("Both speak of: %(words)s") % {"words": listing(list(words)[:_MOST_WORDS])} if words else "",
        _("Topics of both: %(topics)s") % {"topics": listing(topics)} if topics else "",
        _("Both concern: %(groups)s") % {"groups": listing(common)} if common else "",
    ]
    return [line for line in lines if line]


def _pair(one: str, other: str) -> str:
    if one.casefold() == other.casefold():
        return value(one)
    return pgettext("two words for the same", "%(one)s/%(other)s") % {"one": value(one), "other": value(other)}


def suggestion_rows(result: Result, seen: int, kin: Sequence[Kin]) -> list[list[InlineKeyboardButton]]:
    """Return the buttons below a result's page: for each suggestion compare, join, not related."""
    rows = []
    for one in kin:
        number, other = {"number": one.result.number}, one.result.id
        comparing = button(_("⚖️ Compare with %(number)s") % number, Compare(result.id, other))
        joining = button(_("🔗 Join to %(number)s") % number, Merge(result.id, other, seen))
        apart = button(_("✂️ Not related: %(number)s") % number, SetApart(result.id, other))
        rows += [[comparing], *in_rows([joining, apart])]
    return rows


@spoken
def comparison(one: Result, other: Result, likeness: Likeness, seen: int) -> OutgoingMessage:
    """Show two results beside one another, with what they have in common and what can be done."""
    joining = button(_("🔗 Join to %(number)s") % {"number": other.number}, Merge(one.id, other.id, seen))
    apart = button(_("✂️ Not related: %(number)s") % {"number": other.number}, SetApart(one.id, other.id))
    opening = [button(result.number, OpenResult(result.id)) for result in (one, other)]
    paragraphs = [part for result in (one, other) for part in _excerpt(result)]
    reasons = "\n".join(_reasons(likeness, other.fields)) or _("Nothing in common was found.")
    rows = [*in_rows([joining, apart] if one.parent_id is None else [apart]), *in_rows(opening)]
    return outgoing(bold(_("⚖️ Do these two belong together?")), *paragraphs, reasons, rows=rows)


def _excerpt(result: Result) -> list[str]:
    groups = listing(body_name(submission.body) for submission in result.submissions)
    line = _("Group: %(groups)s") % {"groups": groups}
    return [f"{heading(result)}\n{line}", quote(beginning(result.text, _EXCERPT))]


@spoken
def set_apart(one: Result, other: Result) -> OutgoingMessage:
    """Confirm that two results are not suggested to one another any more, and offer to take that back."""
    note = _("They are not suggested together again.")
    words = {"one": numbered(one), "other": numbered(other)}
    done = _("✂️ Not related: %(one)s and %(other)s") % words
    back = button(_("↩ Undo"), SuggestAgain(one.id, other.id))
    opening = button(one.number, OpenResult(one.id))
    return outgoing(bold(done), note, rows=[[back, opening], [button(_("📥 Inbox"), Open("inbox"))]])
