"""The annexes of a Beschlussvorlage, in the current locale: fact sheets, extracts of minutes, the board's opinions."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from bot.dates import write_day
from bot.documents.council_paper import Annex
from bot.documents.printout import Block, Heading, Paragraph
from bot.i18n import _, pgettext
from bot.messages.fact_sheets import fact_sheet_blocks
from bot.messages.formats import plain_body_name, priority_name
from bot.services.paper_files import Contents, Extract
from bot.services.papers import Item
from models import Priority


def annexes(contents: Contents, timezone: ZoneInfo) -> list[Annex]:
    """Return all that there is, each with its number; what there is none of is left out."""
    found = [
        *((_sheet_title(item), _sheet(contents, item)) for item in contents.bundle.items),
        (_("Extracts of minutes"), list(_minutes(contents, timezone))),
        (_("Opinion of the advisory board"), list(_opinions(contents, timezone))),
    ]
    there = [(title, blocks) for title, blocks in found if blocks]
    line = _("Annex %(number)s: %(title)s")
    return [Annex(line % {"number": k, "title": title}, blocks) for k, (title, blocks) in enumerate(there, 1)]


def _sheet_title(item: Item) -> str:
    return _("Fact sheet %(number)s") % {"number": _numbered(item)}


def _numbered(item: Item) -> str:
    result = item.standing.result
    return f"{result.number} {result.title}"


def _sheet(contents: Contents, item: Item) -> list[Block]:
    """Return the sheet's table; the annex has a heading of its own."""
    state = contents.states[item.standing.result.id]
    blocks = fact_sheet_blocks(item.standing, item.profile, item.tags, state)
    return [block for block in blocks if not isinstance(block, Heading)]


def _minutes(contents: Contents, timezone: ZoneInfo) -> Iterator[Block]:
    for extract in contents.extracts:
        day = write_day(extract.held_at.astimezone(timezone).date())
        words = {"group": plain_body_name(extract.body), "day": day}
        yield Heading(_("%(group)s, meeting of %(day)s") % words, 3)
        yield from (Paragraph(_line(line)) for line in _lines(extract))


def _lines(extract: Extract) -> Iterator[dict[str, str]]:
    for number, title, priority in extract.lines:
        shown = priority_name(Priority(priority) if priority else None)
        yield {"result": f"{number} {title}", "priority": shown}


def _line(words: dict[str, str]) -> str:
    return pgettext("a line of minutes", "%(result)s, priority: %(priority)s") % words


def _opinions(contents: Contents, timezone: ZoneInfo) -> Iterator[Block]:
    """Yield what the board says to what is released to it; who said it is not printed."""
    for item in contents.bundle.items:
        if item.advices:
            yield Heading(_numbered(item), 3)
        for advice in item.advices:
            day = write_day(advice.given_at.astimezone(timezone).date())
            first, *more = advice.text.split("\n")
            yield Paragraph(first, label=_("On %(day)s:") % {"day": day})
            yield from (Paragraph(line) for line in more if line.strip())
