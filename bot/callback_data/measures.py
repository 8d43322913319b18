"""Button data: measures, what is said about them and who is asked."""

from __future__ import annotations

from dataclasses import dataclass

from bot.callback_data.base import CallbackData


@dataclass(frozen=True)
class ListMeasures(CallbackData):
    """Shows a page of measures; `group` and `by` as in `bot.services.measure_lists.Filter`."""

    prefix = "mlist"
    group: str
    by: str
    page: int


@dataclass(frozen=True)
class FilterMeasures(CallbackData):
    """Asks what to filter by; `kind` is one of `bot.services.measure_lists.Kind`."""

    prefix = "mfilter"
    kind: str
    group: str
    page: int


@dataclass(frozen=True)
class NewMeasure(CallbackData):
    """Begins a measure."""

    prefix = "mnew"


@dataclass(frozen=True)
class OpenMeasure(CallbackData):
    """Shows a measure."""

    prefix = "mopen"
    measure_id: int


@dataclass(frozen=True)
class MeasureHistory(CallbackData):
    """Shows what was noted about a measure."""

    prefix = "mhist"
    measure_id: int
    page: int


@dataclass(frozen=True)
class ChooseState(CallbackData):
    """Asks for a measure's next state."""

    prefix = "mstates"
    measure_id: int


@dataclass(frozen=True)
class SetState(CallbackData):
    """Sets a measure's state; `seen` is the newest note that the page showed."""

    prefix = "mstate"
    measure_id: int
    state: str
    seen: int


@dataclass(frozen=True)
class ChooseField(CallbackData):
    """Asks which field of a measure is to be changed."""

    prefix = "mfields"
    measure_id: int


@dataclass(frozen=True)
class ChangeField(CallbackData):
    """Asks for the text of a field; one of `bot.services.measure_edits.Field`."""

    prefix = "mfield"
    measure_id: int
    field: str


@dataclass(frozen=True)
class ShowSteps(CallbackData):
    """Shows a measure's steps."""

    prefix = "msteps"
    measure_id: int
    page: int


@dataclass(frozen=True)
class AddStep(CallbackData):
    """Asks for a step."""

    prefix = "mstep"
    measure_id: int


@dataclass(frozen=True)
class MarkStep(CallbackData):
    """Says that a step is done (1), or not after all (0)."""

    prefix = "mdone"
    step_id: int
    done: int


@dataclass(frozen=True)
class ShowTouched(CallbackData):
    """Shows the fields („f“) or plans („t“) that a measure touches, to be ticked."""

    prefix = "mtouch"
    measure_id: int
    kind: str
    page: int


@dataclass(frozen=True)
class Touch(CallbackData):
    """Ticks (1) or unticks (0) a field or plan of a measure."""

    prefix = "mtick"
    measure_id: int
    kind: str
    number: int
    linked: int
    page: int


@dataclass(frozen=True)
class ChooseResponsible(CallbackData):
    """Asks who is to be asked how a measure goes."""

    prefix = "mwho"
    measure_id: int
    page: int


@dataclass(frozen=True)
class NameResponsible(CallbackData):
    """Names who is asked how a measure goes; 0: nobody."""

    prefix = "mname"
    measure_id: int
    person_id: int


@dataclass(frozen=True)
class DeclineMeasure(CallbackData):
    """Says that one is not the one to ask."""

    prefix = "mnotme"
    measure_id: int


@dataclass(frozen=True)
class SayProgress(CallbackData):
    """Says how a measure goes; one of `models.Progress`; `seen` as in `SetState`."""

    prefix = "mgoes"
    measure_id: int
    progress: str
    seen: int


@dataclass(frozen=True)
class WriteSentence(CallbackData):
    """Asks for a sentence on how a measure goes."""

    prefix = "mwrite"
    measure_id: int


@dataclass(frozen=True)
class EvaluateMeasure(CallbackData):
    """Asks whether a measure reached its goal."""

    prefix = "meval"
    measure_id: int


@dataclass(frozen=True)
class ChooseOutcome(CallbackData):
    """Says whether a measure reached its goal; one of `models.EvaluationOutcome`."""

    prefix = "mresult"
    measure_id: int
    outcome: str
