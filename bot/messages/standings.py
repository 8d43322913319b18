"""Words for results wherever they are listed: state, priority, who stands behind them, which fields they concern."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.i18n import _, ngettext, pgettext
from bot.messages.formats import (
    body_name,
    bold,
    left_to_right,
    listing,
    moment,
    plain_body_name,
    priority_name,
    quote,
    state_name,
    value,
)
from bot.services.standings import Standing
from models import ConclusionKind, Result, ResultState, Submission


def state_mark(state: ResultState) -> str:
    """Return the sign that goes with the word for a state."""
    return {
        ResultState.SUBMITTED: "🆕",
        ResultState.ACCEPTED: "✅",
        ResultState.MERGED: "🔗",
        ResultState.QUERIED: "❓",
        ResultState.DEFERRED: "⏸",
        ResultState.REJECTED: "✖️",
    }[state]


def conclusion_label(kind: ConclusionKind) -> str:
    """Return the button for a conclusion."""
    return {
        ConclusionKind.ACCEPT: _("✅ Accept"),
        ConclusionKind.MERGE: _("🔗 Join to another"),
        ConclusionKind.QUERY: _("❓ Ask the group"),
        ConclusionKind.DEFER: _("⏸ Put off"),
        ConclusionKind.REJECT: _("✖️ Do not accept"),
    }[kind]


def support(standing: Standing) -> str:
    """Return `named by 2 groups, 1 time high`."""
    groups = ngettext("named by %(count)d group", "named by %(count)d groups", standing.groups)
    highs = ngettext("%(count)d time high", "%(count)d times high", standing.highs)
    return pgettext("named by k groups, m times high", "%(groups)s, %(highs)s") % {
        "groups": groups % {"count": standing.groups},
        "highs": highs % {"count": standing.highs},
    }


def heading(result: Result) -> str:
    """Return number and title, in bold."""
    return bold(numbered(result))


def numbered(result: Result) -> str:
    """Return number and title."""
    return f"{left_to_right(result.number)} · {value(result.title)}"


def submission_line(result: Result, submission: Submission, *, alone: bool) -> str:
    """Return who handed it in and with which priority; with the number where several results are one."""
    words = {"group": body_name(submission.body), "priority": priority_name(submission.priority)}
    if alone:
        return pgettext("group: priority", "• %(group)s: %(priority)s") % words
    words["number"] = left_to_right(result.number)
    return pgettext("group (number of the result): priority", "• %(group)s (%(number)s): %(priority)s") % words


def concerned(standing: Standing) -> str:
    """Return the fields that it concerns, or nothing."""
    if not standing.fields:
        return ""
    return _("Concerns: %(fields)s") % {"fields": listing(body_name(body) for body in standing.fields)}


def plain_fields(standing: Standing) -> str:
    """Return the fields that it concerns, without markup: for files."""
    return listing(plain_body_name(body) for body in standing.fields)


def also(child: Result) -> str:
    """Return under which number and title something joined was handed in."""
    return _("Also handed in as %(result)s") % {"result": numbered(child)}


def concluded(standing: Standing, timezone: ZoneInfo) -> str:
    """Return the state and, where there is a conclusion, when it was reached and why."""
    state = state_name(standing.result.state)
    if standing.latest is None:
        return pgettext("result", "State: %(state)s") % {"state": state}
    words = {"state": state, "moment": moment(standing.latest.concluded_at, timezone)}
    line = _("Conclusion: %(state)s (%(moment)s)") % words
    return f"{line}\n{quote(standing.latest.reason)}" if standing.latest.reason else line
