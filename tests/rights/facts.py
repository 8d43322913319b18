"""Who may do what with figures, phases, milestones, indicators: the desk everything, everybody else nothing."""

from __future__ import annotations

from bot.callback_data import facts, indicators
from tests.rights.base import GONE, Action, World

DESK = "TC"


def fact_actions(world: World) -> list[Action]:
    """Return what is done with facts."""
    edit, remove, show = facts.EditFact, facts.RemoveFact, facts.ShowFact
    reach, whole, ask = facts.ReachMilestone, facts.ChooseWhole, facts.AskWhole
    number, mother, stone = world.figure, world.whole, world.milestone
    return [
        Action("list figures", facts.ListFacts("figure", 0), DESK),
        Action("look at a figure", show("figure", number), DESK, nowhere=show("figure", GONE)),
        Action("begin a figure", edit("figure", 0, "name"), DESK, acts=True),
        Action(
            "change a figure", edit("figure", number, "value"), DESK, acts=True, nowhere=edit("figure", GONE, "value")
        ),
        Action("remove a figure", remove("figure", number, 1), DESK, acts=True, nowhere=remove("figure", GONE, 1)),
        Action("think of a whole", ask(number, 0), DESK, nowhere=ask(GONE, 0)),
        Action("choose a whole", whole(number, mother), DESK, acts=True, nowhere=whole(GONE, mother)),
        Action("reach a milestone", reach(stone), DESK, acts=True, nowhere=reach(GONE)),
        *_indicator_actions(world),
    ]


def _indicator_actions(world: World) -> list[Action]:
    number, value, group = world.indicator, world.value, world.education
    add, values, back = indicators.AddValue, indicators.ListValues, indicators.RemoveValue
    which, way = indicators.AskDirection, indicators.ChooseDirection
    whose, field = indicators.AskField, indicators.ChooseField
    links, link = indicators.ListLinks, indicators.LinkMeasure
    return [
        Action("begin a value", add(number), DESK, acts=True, nowhere=add(GONE)),
        Action("list values", values(number, 0), DESK, nowhere=values(GONE, 0)),
        Action("remove a value", back(value), DESK, acts=True, nowhere=back(GONE)),
        Action("think of a direction", which(number), DESK, nowhere=which(GONE)),
        Action("choose a direction", way(number, "more"), DESK, acts=True, nowhere=way(GONE, "more")),
        Action("think of a field", whose(number), DESK, nowhere=whose(GONE)),
        Action("choose a field", field(number, group), DESK, acts=True, nowhere=field(GONE, group)),
        Action("think of measures", links(number, 0), DESK, nowhere=links(GONE, 0)),
        Action("link one", link(number, world.judged, 1, 0), DESK, acts=True, nowhere=link(GONE, world.judged, 1, 0)),
        Action("see what is offered", indicators.ShowOffers(0), DESK),
        Action("see what is offered for a field", indicators.ShowOffer(0), DESK),
        Action("take what is offered", indicators.TickOffer(0, 0, 1), DESK, acts=True),
        Action("count", indicators.CountProcess(2009), DESK),
    ]
