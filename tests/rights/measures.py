"""Who may do what with measures: the desk, and whoever is responsible (Olga) answers about their own."""

from __future__ import annotations

from bot.callback_data import measures as data
from models import EvaluationOutcome, MeasureState, Progress
from tests.rights.base import COORDINATION, GONE, Action, World

_DESK, _RESPONSIBLE, _ANSWERING = "TC", "O", "OTC"


def measure_actions(world: World) -> list[Action]:
    """Return what is done with measures."""
    return [*_desk_actions(world), *_change_actions(world), *_answer_actions(world)]


def _desk_actions(world: World) -> list[Action]:
    own = world.measure
    history, who, name = data.MeasureHistory, data.ChooseResponsible, data.NameResponsible
    return [
        Action("turn the measures' page", data.ListMeasures("a", "", 0), _DESK),
        Action("filter measures", data.FilterMeasures("f", "a", 0), _DESK),
        Action("begin a measure", data.NewMeasure(), _DESK, acts=True),
        Action("read a measure's history", history(own, 0), _DESK, nowhere=history(GONE, 0)),
        Action("think who is asked", who(own, 0), COORDINATION, nowhere=who(GONE, 0)),
        Action("name who is asked", name(own, 0), COORDINATION, acts=True, nowhere=name(GONE, 0)),
    ]


def _change_actions(world: World) -> list[Action]:
    own, step = world.measure, world.measure_step
    states, state, done = data.ChooseState, data.SetState, MeasureState.COMPLETED
    field, steps, adding, marking = data.ChangeField, data.ShowSteps, data.AddStep, data.MarkStep
    touched, touching = data.ShowTouched, data.Touch
    tick, nowhere = touching(own, "f", world.education, 1, 0), touching(GONE, "f", world.education, 1, 0)
    return [
        Action("think of a measure's state", states(own), _DESK, nowhere=states(GONE)),
        Action("set a measure's state", state(own, done, 0), _DESK, acts=True, nowhere=state(GONE, done, 0)),
        Action("think of a measure's fields", data.ChooseField(own), _DESK, nowhere=data.ChooseField(GONE)),
        Action("change a measure's field", field(own, "title"), _DESK, acts=True, nowhere=field(GONE, "title")),
        Action("see a measure's steps", steps(own, 0), _DESK, nowhere=steps(GONE, 0)),
        Action("begin a step", adding(own), _DESK, acts=True, nowhere=adding(GONE)),
        Action("mark a step", marking(step, 1), _DESK, acts=True, nowhere=marking(GONE, 1)),
        Action("see what a measure touches", touched(own, "f", 0), _DESK, nowhere=touched(GONE, "f", 0)),
        Action("tick what a measure touches", tick, _DESK, acts=True, nowhere=nowhere),
    ]


def _answer_actions(world: World) -> list[Action]:
    own, slower, reached = world.measure, Progress.SLOWER, EvaluationOutcome.REACHED
    opening, saying, writing = data.OpenMeasure, data.SayProgress, data.WriteSentence
    judging, outcome, declining = data.EvaluateMeasure, data.ChooseOutcome, data.DeclineMeasure
    said, nowhere = saying(own, slower, 0), saying(GONE, slower, 0)
    judged, nothing = outcome(own, reached), outcome(GONE, reached)
    return [
        Action("read a measure", opening(own), _ANSWERING, nowhere=opening(GONE)),
        Action("say how it goes", said, _ANSWERING, acts=True, nowhere=nowhere),
        Action("begin a sentence", writing(own), _ANSWERING, acts=True, nowhere=writing(GONE)),
        Action("think of an evaluation", judging(own), _ANSWERING, nowhere=judging(GONE)),
        Action("begin an evaluation", judged, _ANSWERING, acts=True, nowhere=nothing),
        Action("decline to be asked", declining(own), _RESPONSIBLE, acts=True, nowhere=declining(GONE)),
    ]
