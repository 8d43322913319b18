"""The page for whoever gets the monthly report (R11): ten lines, no traffic lights, German, without a person."""

from __future__ import annotations

import html
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.dates import write_day
from bot.documents.printout import Block, Heading, Paragraph, Printout, write
from bot.i18n import _, ngettext, pgettext, use_locale
from bot.languages import DEFAULT_LOCALE
from bot.messages import OutgoingFile, OutgoingMessage, outgoing, spoken
from bot.messages.formats import day
from bot.messages.papers import plain_number
from bot.messages.printouts import paging
from bot.messages.status_words import happened, risk_name, station_ahead
from bot.messages.summaries import phase_lines
from bot.services.status_entries import Entry, Risk
from bot.services.status_reports import StatusReport
from models import MeasureState, PaperState, Town

#: What happened within this time is news for a monthly page.
_MONTH = timedelta(days=31)
#: So many things of a kind are named; the page has ten lines.
_NAMED = 3


@spoken
def briefing(report: StatusReport, town: Town, now: datetime, _timezone: ZoneInfo) -> OutgoingMessage:
    """Hand over the page as a Word file. Takes time: not for the loop."""
    caption = _("📄 One page of %(day)s, in German") % {"day": day(report.day)}
    with use_locale(DEFAULT_LOCALE):
        name = _("One-page-%(date)s.docx") % {"date": report.day.isoformat()}
        content = write(_paper(report, town, now), _blocks(report))
    return outgoing(caption, file=OutgoingFile(content, name))


def recipient(town: Town) -> str:
    """Return for whom it is, as the town's data have it."""
    return town.report_recipient or _("the second mayor")


def _paper(report: StatusReport, town: Town, now: datetime) -> Printout:
    line = _("%(process)s · One page as of %(date)s · Page %(page)s of %(pages)s")
    return Printout(
        title=_("The process on one page"),
        subtitle=_("%(process)s · for: %(recipient)s") % {"process": town.process, "recipient": recipient(town)},
        publisher=town.name,
        page=line % {"process": town.process, **paging(report.day)},
        created=now,
        details=[(_("As of:"), day(report.day))],
    )


def _blocks(report: StatusReport) -> list[Block]:
    phases = [html.unescape(line) for line in phase_lines(report.calendar)]
    parts: Sequence[tuple[str, list[str]]] = (
        (_("Where the process stands"), phases[:1]),
        (_("What was achieved"), _achieved(report)),
        (_("What is next"), _next(report)),
        (_("What needs a decision"), _to_decide(report)),
        (_("Money that ends soon"), _money(report)),
        (_("In numbers"), [_numbers(report)]),
    )
    blocks: list[Block] = []
    for title, lines in parts:
        blocks.append(Heading(title, 2))
        blocks += [Paragraph(line) for line in lines or [_("Nothing at present.")]]
    return blocks


def _named(entries: Sequence[str]) -> list[str]:
    """Return one line that names the first ones and counts the rest."""
    left = len(entries) - _NAMED
    shown = "; ".join(entries[:_NAMED])
    if left <= 0:
        return [shown] if shown else []
    more = ngettext("%(named)s; and %(count)d more", "%(named)s; and %(count)d more", left)
    return [more % {"named": shown, "count": left}]


def _titled(entry: Entry, words: str) -> str:
    named = f"{entry.number} {entry.title}"
    return pgettext("what: how", "%(what)s: %(how)s") % {"what": named, "how": words}


def _achieved(report: StatusReport) -> list[str]:
    """Return what happened in the last month, the newest first."""
    news = [(entry.happened, entry) for entry in report.entries if entry.happened]
    news = [(event, entry) for event, entry in news if event.on > report.day - _MONTH]
    news.sort(key=lambda pair: pair[0].on, reverse=True)
    return _named([_titled(entry, happened(event)) for event, entry in news])


def _next(report: StatusReport) -> list[str]:
    stations = [
        (entry.ahead.planned_on or date.max, f"{plain_number(entry.paper.number)}: {station_ahead(entry.ahead)}")
        for entry in report.papers
        if entry.ahead and entry.state is PaperState.FINAL
    ]
    milestones = [
        (one.planned_on, f"{one.name} ({one.planned or write_day(one.planned_on)})")
        for one in report.milestones
        if one.planned_on and one.planned_on > report.day and one.reached_on is None
    ]
    return _named([words for _day, words in sorted([*stations, *milestones])])


def _to_decide(report: StatusReport) -> list[str]:
    waiting = sum(entry.status is MeasureState.PROPOSED for entry in report.results)
    papers = sum(entry.state is PaperState.FINAL for entry in report.papers)
    lines = []
    if waiting:
        line = ngettext(
            "%(count)d proposal waits for the steering group.",
            "%(count)d proposals wait for the steering group.",
            waiting,
        )
        lines.append(line % {"count": waiting})
    if papers:
        line = ngettext("%(count)d paper waits for the council.", "%(count)d papers wait for the council.", papers)
        lines.append(line % {"count": papers})
    return lines


def _money(report: StatusReport) -> list[str]:
    ending = [entry for entry in report.entries if Risk.MONEY_ENDS in entry.risks]
    ending.sort(key=lambda entry: (entry.measure.funded_until if entry.measure else None) or date.max)
    return _named([_titled(entry, risk_name(Risk.MONEY_ENDS, entry)) for entry in ending])


def _numbers(report: StatusReport) -> str:
    words = {
        "groups": len(report.active),
        "proposals": len(report.results),
        "decided": sum(entry.is_decided for entry in report.entries),
        "underway": report.totals.get(MeasureState.UNDERWAY, 0),
        "meetings": report.meetings,
    }
    return (
        _(
            "Working groups: %(groups)d · proposals: %(proposals)d · decided: %(decided)d · under way: %(underway)d"
            " · meetings this year: %(meetings)d"
        )
        % words
    )
