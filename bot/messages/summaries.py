"""The summary for the steering group, in the chat: in parts of legal length, in the reader's language."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.callback_data.pages import Open
from bot.callback_data.summaries import WordFile
from bot.i18n import _, ngettext
from bot.messages import OutgoingMessage, button, outgoing, spoken
from bot.messages.formats import body_name, bold, day, left_to_right, moment, priority_name, state_name, value
from bot.messages.parts import in_messages
from bot.messages.phase_words import came
from bot.messages.standings import also, concerned, concluded, heading, numbered, state_mark, support
from bot.services.phases import Calendar
from bot.services.standings import Standing
from bot.services.summaries import GroupResults, Summary
from models import Phase, ResultState, Town


@spoken
def summary_parts(summary: Summary, town: Town, timezone: ZoneInfo) -> list[OutgoingMessage]:
    """Return the summary, nothing cut, in messages of legal length; the last one offers the Word file."""
    rows = [[button(_("📄 Word file"), WordFile())], [button(_("📥 Inbox"), Open("inbox"))]]
    whole = outgoing(
        bold(_("📊 Summary: %(process)s") % {"process": value(town.process)}),
        _head(summary),
        _totals(summary),
        _new(summary, timezone),
        *(paragraph for group in summary.groups for paragraph in _group(group, timezone)),
    )
    *before, last = in_messages(whole.text)
    return [*(OutgoingMessage(part) for part in before), OutgoingMessage(last, tuple(tuple(row) for row in rows))]


def _head(summary: Summary) -> str:
    return "\n".join([day(summary.calendar.day), *phase_lines(summary.calendar)])


def phase_lines(calendar: Calendar) -> list[str]:
    """Return the phases of the day, as planned and as they came, or a line that says that there is none.

    Nothing where no phase is known.
    """
    if not calendar.phases:
        return []
    if calendar.current:
        return [line for phase in calendar.current for line in (_phase(phase), came(phase)) if line]
    if not calendar.has_begun:
        return [_("The first phase has not begun yet.")]
    return [_("The last phase is over.") if calendar.is_over else _("At the moment: between two phases")]


def _phase(phase: Phase) -> str:
    words = {
        "number": phase.number,
        "name": value(phase.name),
        "start": left_to_right(f"{phase.starts_on:%m/%Y}"),
        "end": left_to_right(f"{phase.ends_on:%m/%Y}"),
    }
    if phase.name:
        return _("Phase %(number)d: %(name)s (%(start)s to %(end)s)") % words
    return _("Phase %(number)d (%(start)s to %(end)s)") % words


def _totals(summary: Summary) -> str:
    count = sum(summary.totals.values())
    lines = [ngettext("%(count)d result in all.", "%(count)d results in all.", count) % {"count": count}]
    per_state = [f"{state_mark(state)} {state_name(state)}: {number}" for state, number in ordered_totals(summary)]
    return "\n".join([*lines, *per_state])


def ordered_totals(summary: Summary) -> list[tuple[ResultState, int]]:
    """Return the states that occur, in their order, each with its number of results."""
    return [(state, summary.totals[state]) for state in ResultState if state in summary.totals]


def new_title(summary: Summary, timezone: ZoneInfo) -> str:
    """Return the heading over what is new."""
    if summary.since is None:
        return _("New: the steering group has not met yet")
    return _("New since the last meeting (%(moment)s)") % {"moment": moment(summary.since, timezone)}


def _new(summary: Summary, timezone: ZoneInfo) -> str:
    lines = [f"• {numbered(result)}" for result in summary.new]
    return "\n".join([bold(new_title(summary, timezone)), *(lines or [_("Nothing new.")])])


def group_name(group: GroupResults) -> str:
    """Return the name of the group that stands behind results."""
    return body_name(group.body) if group.body else _("Without a group")


def _group(group: GroupResults, timezone: ZoneInfo) -> list[str]:
    title = f"👥 {bold(group_name(group))}"
    first, *others = [_entry(group, standing, timezone) for standing in group.standings]
    return [f"{title}\n\n{first}", *others]


def _entry(group: GroupResults, standing: Standing, timezone: ZoneInfo) -> str:
    priority = priority_name(group.priority_of(standing))
    lines = [
        f"{state_mark(standing.result.state)} {heading(standing.result)}",
        _("Priority: %(priority)s · %(support)s") % {"priority": priority, "support": support(standing)},
        concerned(standing),
        *(also(child) for child in standing.joined),
        concluded(standing, timezone),
    ]
    return "\n".join(line for line in lines if line)
