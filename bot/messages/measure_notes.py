"""What is said about a measure: how it goes, its history, its evaluations. Never who said it."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from telegram import InlineKeyboardButton

from bot.callback_data.measures import MeasureHistory, OpenMeasure, SayProgress
from bot.i18n import _, pgettext
from bot.messages import OutgoingMessage, button, outgoing, spoken
from bot.messages.formats import bold, left_to_right, quote, value
from bot.messages.pages import on_page, turning
from bot.messages.scales import evaluation_outcome, measure_state
from models import Evaluation, Measure, MeasureNote, Progress


def progress_name(progress: Progress) -> str:
    """Return how a measure goes, in a word or two."""
    return {
        Progress.AS_PLANNED: pgettext("progress", "goes as planned"),
        Progress.SLOWER: pgettext("progress", "goes slower"),
        Progress.DONE: pgettext("progress", "is done"),
    }[progress]


def progress_buttons(measure_id: int, seen: int) -> list[InlineKeyboardButton]:
    """Return the buttons that say how a measure goes."""
    names = {
        Progress.AS_PLANNED: _("👍 As planned"),
        Progress.SLOWER: _("🐢 Slower"),
        Progress.DONE: _("🏁 It is done"),
    }
    return [button(name, SayProgress(measure_id, progress, seen)) for progress, name in names.items()]


def note_line(note: MeasureNote, timezone: ZoneInfo) -> str:
    """Return a note with its date: the state it set, how it goes, the words."""
    date = left_to_right(f"{note.written_at.astimezone(timezone):%d.%m.%Y}")
    said = []
    if note.state is not None:
        said.append(measure_state(note.state))
    elif note.progress is not None:
        said.append(progress_name(note.progress))
    if note.text:
        said.append(value(note.text))
    return pgettext("date, note", "%(date)s: %(note)s") % {"date": date, "note": " · ".join(said)}


def newest_note(measure: Measure, timezone: ZoneInfo) -> str:
    """Return what was said last; where somebody was asked since and has not answered, since when there is no news."""
    newest = max(measure.notes, key=lambda note: note.id, default=None)
    since = newest.written_at if newest else measure.created_at
    lines = [note_line(newest, timezone)] if newest else []
    if measure.reminded and measure.asked_at is not None and measure.asked_at > since:
        date = left_to_right(f"{since.astimezone(timezone):%d.%m.%Y}")
        lines.append(_("No news since %(date)s") % {"date": date})
    return "\n".join(lines)


def evaluation_lines(evaluations: Sequence[Evaluation], timezone: ZoneInfo) -> list[str]:
    """Return each evaluation as a paragraph: outcome and date, what shows it, what was learned."""
    return [_evaluation(one, timezone) for one in evaluations]


def _evaluation(evaluation: Evaluation, timezone: ZoneInfo) -> str:
    words = {
        "outcome": evaluation_outcome(evaluation.outcome),
        "date": left_to_right(f"{evaluation.given_at.astimezone(timezone):%d.%m.%Y}"),
    }
    lines = [_("🎯 Evaluated on %(date)s: %(outcome)s") % words, quote(evaluation.evidence)]
    if evaluation.lesson:
        lines += [_("What was learned:"), quote(evaluation.lesson)]
    return "\n".join(lines)


@spoken
def history(measure: Measure, timezone: ZoneInfo, page: int) -> OutgoingMessage:
    """Show what was noted, newest first."""
    notes = sorted(measure.notes, key=lambda note: note.id, reverse=True)
    title = bold(_("🕑 %(measure)s: what happened so far") % {"measure": left_to_right(measure.number)})
    lines = [note_line(note, timezone) for note in on_page(notes, page)] or [_("Nothing has been noted yet.")]
    turn = turning(len(notes), page, lambda to: MeasureHistory(measure.id, to))
    return outgoing(title, *lines, rows=[turn, [button(_("Back"), OpenMeasure(measure.id))]])
