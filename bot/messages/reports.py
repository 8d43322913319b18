"""The summary as a German Word file: what stands in it and in which words. Never a person's name."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.numbers import format_decimal

from bot.dates import write_day
from bot.documents.printout import Block, Heading, Paragraph, Printout, Table, write
from bot.i18n import _, babel_locale, current_locale, use_locale
from bot.languages import DEFAULT_LOCALE
from bot.messages import OutgoingFile, OutgoingMessage, outgoing, spoken
from bot.messages.formats import day, listing, plain_body_name, priority_name, state_name
from bot.messages.printouts import paging
from bot.messages.scales import measure_state
from bot.messages.standings import plain_fields, support
from bot.messages.summaries import new_title, ordered_totals, phase_lines
from bot.services.standings import Standing
from bot.services.summaries import GroupResults, Summary
from models import Body, Figure, Measure, Result, Town

Blocks = Iterator[Block]


@spoken
def word_file(summary: Summary, town: Town, now: datetime, timezone: ZoneInfo) -> OutgoingMessage:
    """Hand over the summary as a Word file, in German whatever the reader's language. Takes time: not for the loop."""
    caption = _("📄 Summary of %(day)s, in German") % {"day": day(summary.calendar.day)}
    with use_locale(DEFAULT_LOCALE):
        name = _("Summary-%(date)s.docx") % {"date": summary.calendar.day.isoformat()}
        content = write(_paper(summary, town, now), _blocks(summary, timezone))
    return outgoing(caption, file=OutgoingFile(content, name))


def _paper(summary: Summary, town: Town, now: datetime) -> Printout:
    line = _("%(process)s · Summary as of %(date)s · Page %(page)s of %(pages)s")
    return Printout(
        title=_("Summary of the working groups' results"),
        subtitle=town.process,
        publisher=town.name,
        page=line % {"process": town.process, **paging(summary.calendar.day)},
        created=now,
    )


def _blocks(summary: Summary, timezone: ZoneInfo) -> Blocks:
    yield from _overview(summary)
    yield from _figures(summary)
    yield from _new(summary, timezone)
    yield from _results(summary, timezone)
    yield from _measures(summary)


def _overview(summary: Summary) -> Blocks:
    yield Paragraph(day(summary.calendar.day), label=_("As of:"))
    for line in phase_lines(summary.calendar):
        yield Paragraph(html.unescape(line), label=_("Process:"))
    yield Heading(_("Overview"), 1)
    rows = [(state_name(state), str(number)) for state, number in ordered_totals(summary)]
    total = (_("All results"), str(sum(summary.totals.values())))
    yield Table(_("Results by state"), (_("State"), _("Number")), [*rows, total], (11, 5))


def _figures(summary: Summary) -> Blocks:
    if summary.figures:
        yield Heading(_("Figures about the town"), 1)
        head = (_("Figure"), _("Value"), _("As of"), _("Note"))
        yield Table(_("Figures with their dates"), head, [_figure(one) for one in summary.figures], (5, 3.5, 2.5, 5))


def _figure(figure: Figure) -> tuple[str, ...]:
    number = figure.value.isascii() and figure.value.isdigit()
    shown = format_decimal(int(figure.value), locale=babel_locale(current_locale())) if number else figure.value
    return (figure.name, shown, write_day(figure.as_of) if figure.as_of else _("not stated"), figure.note)


def _new(summary: Summary, timezone: ZoneInfo) -> Blocks:
    yield Heading(html.unescape(new_title(summary, timezone)), 1)
    if not summary.new:
        yield Paragraph(_("Nothing new."))
        return
    head = (_("No."), _("Title"), _("Handed in by"), _("State"))
    yield Table(_("New results"), head, [_new_row(result) for result in summary.new], (1.8, 5.3, 5.2, 3.7))


def _new_row(result: Result) -> tuple[str, ...]:
    groups = listing(plain_body_name(submission.body) for submission in result.submissions)
    return (result.number, result.title, groups, state_name(result.state))


def _results(summary: Summary, timezone: ZoneInfo) -> Blocks:
    yield Heading(_("Results by working group"), 1)
    if not summary.groups:
        yield Paragraph(_("There is none yet."))
    for group in summary.groups:
        yield Heading(_name(group.body), 2)
        yield _table(group)
        for standing in group.standings:
            if _home(standing) is group.body:
                yield from _details(standing, timezone)
        for standing in group.standings:
            if _home(standing) is not group.body:
                words = {"result": f"{standing.result.number} {standing.result.title}", "group": _name(_home(standing))}
                yield Paragraph(_("%(result)s: described at %(group)s.") % words)


def _home(standing: Standing) -> Body | None:
    """Return the group at which a result is described: the first that handed it in."""
    return next(iter(standing.priorities), None)


def _name(body: Body | None) -> str:
    return plain_body_name(body) if body else _("Without a group")


def _table(group: GroupResults) -> Table:
    head = (_("No."), _("Title"), _("Priority"), _("Named"), _("State"))
    rows = [
        (
            standing.result.number,
            standing.result.title,
            priority_name(group.priority_of(standing)),
            support(standing),
            state_name(standing.result.state),
        )
        for standing in group.standings
    ]
    return Table(_("Results of: %(group)s") % {"group": _name(group.body)}, head, rows, (1.8, 4.6, 2.2, 4.2, 3.2))


def _details(standing: Standing, timezone: ZoneInfo) -> Blocks:
    """Describe a result; its short lines stay on one page."""
    *lines, last = _described(standing, timezone)
    for line in lines:
        yield replace(line, kept=True) if isinstance(line, Paragraph) else line
    yield last


def _described(standing: Standing, timezone: ZoneInfo) -> Blocks:
    yield Heading(f"{standing.result.number} {standing.result.title}", 3)
    if standing.result.text:
        yield Paragraph(standing.result.text)
    for child in standing.joined:
        yield Paragraph(f"{child.number} {child.title}", label=_("Also handed in as:"))
        if child.text:
            yield Paragraph(child.text, quoted=True)
    named = [f"{_name(body)} ({priority_name(priority)})" for body, priority in standing.priorities.items()]
    yield Paragraph(listing(named), label=_("Handed in by (priority):"))
    if standing.fields:
        yield Paragraph(plain_fields(standing), label=_("Concerned fields:"))
    yield from _conclusion(standing, timezone)


def _conclusion(standing: Standing, timezone: ZoneInfo) -> Blocks:
    state = state_name(standing.result.state)
    if standing.latest is None:
        yield Paragraph(state, label=_("State:"))
        return
    words = {"state": state, "date": write_day(standing.latest.concluded_at.astimezone(timezone))}
    yield Paragraph(_("%(state)s on %(date)s") % words, label=_("Conclusion of the steering group:"))
    if standing.latest.reason:
        yield Paragraph(standing.latest.reason, label=_("Reason:"))


def _measures(summary: Summary) -> Blocks:
    if summary.measures:
        yield Heading(_("Measures and projects"), 1)
        rows = [_measure_row(measure) for measure in summary.measures]
        head = (_("No."), _("Title"), _("In charge"), _("State"))
        yield Table(_("Measures and their state"), head, rows, (1.8, 6.4, 4.6, 3.2))


def _measure_row(measure: Measure) -> tuple[str, ...]:
    return (measure.number, measure.title, measure.responsible or _("not stated"), measure_state(measure.state))
