"""Changing a measure: what can be chosen, and what is asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from telegram import InlineKeyboardButton

from bot.callback_data import measures as data
from bot.callback_data.pages import Open
from bot.callback_data.tags import AddTag
from bot.i18n import _
from bot.messages import OutgoingMessage, button, in_rows, outgoing, spoken
from bot.messages.dialogues import choice, way_out
from bot.messages.formats import body_label, body_name, bold, label, quote, value
from bot.messages.measures import step_line, title_of
from bot.messages.pages import on_page, turning
from bot.messages.scales import evaluation_outcome, measure_state
from bot.services import measure_dialogues as steps
from bot.services.measure_edits import Field
from bot.services.measure_lists import Kind
from bot.services.measure_people import Candidate
from bot.services.measure_states import FIRST, list_following
from bot.services.measure_views import MeasureView
from bot.services.visitors import DialogueView
from models import Body, EvaluationOutcome, Measure, MeasureState, Tag

#: The value of the button that leaves an answer out.
NONE = "none"


def _back(measure: Measure) -> list[InlineKeyboardButton]:
    return [button(_("Back"), data.OpenMeasure(measure.id))]


@spoken
def state_choice(view: MeasureView) -> OutgoingMessage:
    """Ask for the next state."""
    measure = view.measure
    following = [
        button(measure_state(state), data.SetState(measure.id, state, view.seen))
        for state in list_following(measure.state)
    ]
    now = _("Now: %(state)s") % {"state": measure_state(measure.state)}
    note = _("A decision of the council is recorded with its paper, an evaluation with its button.")
    question = bold(_("Where does it stand?"))
    return outgoing(title_of(measure), question, now, note, rows=[*in_rows(following), _back(measure)])


def field_name(field: Field) -> str:
    """Return what a field is called."""
    return {
        Field.TITLE: _("Title"),
        Field.TEXT: _("Short description"),
        Field.RESPONSIBLE: _("Who is in charge"),
        Field.PARTNERS: _("Partners"),
        Field.TARGET_GROUPS: _("Target groups"),
        Field.PERIOD: _("Period"),
        Field.ENDS_ON: _("Planned end"),
        Field.COSTS: _("Costs"),
        Field.FUNDING: _("Funding"),
        Field.FUNDED_UNTIL: _("Funded until"),
    }[field]


@spoken
def field_choice(measure: Measure) -> OutgoingMessage:
    """Ask which field is to be changed."""
    fields = [button(field_name(field), data.ChangeField(measure.id, field)) for field in Field]
    return outgoing(title_of(measure), bold(_("What shall be changed?")), rows=[*in_rows(fields), _back(measure)])


@spoken
def steps_page(view: MeasureView, page: int) -> OutgoingMessage:
    """Show the steps; each can be marked as done, or as not done after all."""
    measure = view.measure
    shown = on_page(measure.steps, page)
    lines = "\n".join(step_line(step) for step in shown) or _("There is no step yet.")
    marking = [
        button(label(f"{'↩' if step.done_on else '✅'} {step.text}"), data.MarkStep(step.id, 0 if step.done_on else 1))
        for step in shown
    ]
    turn = turning(len(measure.steps), page, lambda to: data.ShowSteps(measure.id, to))
    adding = [button(_("➕ Add a step"), data.AddStep(measure.id))]
    title = bold(_("🪜 Steps of %(measure)s") % {"measure": title_of(measure)})
    return outgoing(title, lines, rows=[*([one] for one in marking), turn, adding, _back(measure)])


@spoken
def field_ticks(measure: Measure, bodies: Sequence[Body], page: int) -> OutgoingMessage:
    """Let the groups' fields be ticked that a measure touches."""
    touched = {body.id for body in measure.fields}
    buttons = [_tick(measure, Kind.FIELD, body.id, body_label(body), touched, page) for body in on_page(bodies, page)]
    turn = turning(len(bodies), page, lambda to: data.ShowTouched(measure.id, Kind.FIELD, to))
    question = bold(_("Which fields does it touch?"))
    chosen = _chosen(body_name(body) for body in measure.fields)
    return outgoing(title_of(measure), question, chosen, rows=[*in_rows(buttons), turn, _back(measure)])


@spoken
def tag_ticks(measure: Measure, tags: Sequence[Tag], page: int) -> OutgoingMessage:
    """Let the plans and networks be ticked that a measure is linked to."""
    linked = {tag.id for tag in measure.tags}
    buttons = [_tick(measure, Kind.TAG, tag.id, tag.name, linked, page) for tag in on_page(tags, page)]
    turn = turning(len(tags), page, lambda to: data.ShowTouched(measure.id, Kind.TAG, to))
    question = bold(_("Which plans and networks is it linked to?"))
    adding = [button(_("➕ New plan"), AddTag(0))]
    chosen = _chosen(value(tag.name) for tag in measure.tags)
    return outgoing(title_of(measure), question, chosen, rows=[*in_rows(buttons), turn, adding, _back(measure)])


def _chosen(names: Iterable[str]) -> str:
    return "\n".join(f"✅ {name}" for name in names)


def _tick(
    measure: Measure, kind: Kind, number: int, name: str, ticked: Collection[int], page: int
) -> InlineKeyboardButton:
    linked = number in ticked
    toggling = data.Touch(measure.id, kind, number, 0 if linked else 1, page)
    return button(label(f"{'✅ ' if linked else ''}{name}"), toggling)


@spoken
def candidates(view: MeasureView, people: Sequence[Candidate], page: int) -> OutgoingMessage:
    """Ask who is to be asked how a measure goes."""
    measure = view.measure
    buttons = [
        [button(label(_candidate(one, place)), data.NameResponsible(measure.id, one.person_id))]
        for place, one in on_page(list(enumerate(people, start=1)), page)
    ]
    turn = turning(len(people), page, lambda to: data.ChooseResponsible(measure.id, to))
    nobody = [button(_("Nobody is asked"), data.NameResponsible(measure.id, 0))] if view.is_asked else []
    question = bold(_("Who shall be asked how it goes?"))
    note = _("Every eight weeks, by one tap. The name stays here and is shown to nobody else.")
    return outgoing(title_of(measure), question, note, rows=[*buttons, turn, nobody, _back(measure)])


def _candidate(one: Candidate, place: int) -> str:
    """Return a person as they want to be called, and what they are; without a name they have a number."""
    name = one.name or _("No. %(number)d") % {"number": place}
    if one.body is None:
        return _("%(name)s · coordination") % {"name": name}
    return f"{name} · {body_label(one.body)}"


@spoken
def outcome_choice(measure: Measure) -> OutgoingMessage:
    """Ask whether a measure reached its goal."""
    outcomes = [[button(evaluation_outcome(one), data.ChooseOutcome(measure.id, one))] for one in EvaluationOutcome]
    return outgoing(title_of(measure), bold(_("🎯 Did it reach its goal?")), rows=[*outcomes, _back(measure)])


@spoken
def ask(dialogue: DialogueView, measure: Measure | None) -> OutgoingMessage:
    """Ask what the dialogue stands at; `measure` is what it is about, if there is one already."""
    about = title_of(measure) if measure else value(dialogue.data.get("title", ""))
    question, hint, choices = _question(dialogue)
    leaving = [choice(dialogue, name, said) for said, name in choices]
    return outgoing(about, bold(question), *hint, rows=[*in_rows(leaving), way_out(dialogue)])


def _question(dialogue: DialogueView) -> tuple[str, list[str], list[tuple[str, str]]]:
    """Return the question, what helps to answer it, and the buttons: what each says, and its label."""
    german = _("Council papers and reports take it over, so German is best.")
    match dialogue.step:
        case steps.TITLE:
            return _("🛠 What is the measure called?"), [german], []
        case steps.START:
            return _("Where does it stand?"), [], [(state.value, measure_state(state)) for state in FIRST]
        case steps.FIELD:
            return _ask_field(dialogue)
        case steps.STEP:
            example = _("For example: %(example)s") % {"example": value("bis 06/2010: Träger suchen")}
            return _("Which step, and until when?"), [example], []
        case steps.DUE:
            return _("Until when?"), [quote(dialogue.data["text"]), _date_hint()], [(NONE, _("Without a date"))]
        case steps.REASON:
            state = MeasureState(dialogue.data["state"])
            now = _("New state: %(state)s") % {"state": measure_state(state)}
            told = _("Whoever proposed it reads the reason word for word, so German is best.")
            return _("Why? Please write one or two sentences."), [now, told], []
        case steps.NEWS:
            return _("How does it go? Please write it in one message."), [german], []
        case steps.EVIDENCE:
            outcome = evaluation_outcome(EvaluationOutcome(dialogue.data["outcome"]))
            return _("What shows it? Numbers or examples, in one message."), [value(outcome), german], []
        case _lesson:
            return _("What was learned for the next time?"), [german], [(NONE, _("Nothing to add"))]


def _ask_field(dialogue: DialogueView) -> tuple[str, list[str], list[tuple[str, str]]]:
    field, was = Field(dialogue.data["field"]), dialogue.data["was"]
    question = _("%(field)s: what shall stand there?") % {"field": field_name(field)}
    dated = field in (Field.ENDS_ON, Field.FUNDED_UNTIL)
    hint = _date_hint() if dated else ""
    if field is Field.PARTNERS:
        hint = _("Several are separated by commas.")
    emptying = [(NONE, _("Leave it empty"))] if was and field is not Field.TITLE else []
    return question, [quote(was), hint], emptying


def _date_hint() -> str:
    return _("A day, a month or a year, for example %(example)s.") % {"example": "06/2010"}


@spoken
def overtaken(typed: str = "") -> str:
    """Say that somebody else was faster; what was `typed` can be copied from there."""
    notice = bold(_("Meanwhile somebody else changed something here. Please look again."))
    return "\n".join([notice, _("This is what you had written:"), quote(typed)]) if typed else notice


@spoken
def thanks() -> str:
    """Thank for an answer."""
    return bold(_("Thank you, that is noted."))


@spoken
def declined(measure: Measure) -> OutgoingMessage:
    """Confirm that somebody is not asked any more."""
    done = _("All right, I will not ask you about it any more: %(measure)s") % {"measure": title_of(measure)}
    return outgoing(done, rows=[[button(_("Main menu"), Open("start"))]])
