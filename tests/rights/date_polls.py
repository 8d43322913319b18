"""Who may do what about finding a date."""

from __future__ import annotations

from bot.callback_data import date_polls
from tests.rights.base import GONE, INVITED, ORGANISERS, REGISTERED, Action, World


def date_poll_actions(world: World) -> list[Action]:
    """Return what is done with a poll for a date; the world's is open, about dates that are still to come."""
    listing = Action("list the dates being found", date_polls.ListDatePolls(), REGISTERED)
    return [*_answering(world.date_poll, world.proposal), *_organising(world), listing]


def _answering(poll: int, proposal: int) -> list[Action]:
    show, tick, none = date_polls.ShowDatePoll, date_polls.TickDate, date_polls.NoDate
    return [
        Action("look at the dates", show(poll), INVITED, nowhere=show(GONE)),
        Action("tick a date", tick(proposal, 1), INVITED, acts=True, nowhere=tick(GONE, 1)),
        Action("tick none", none(poll), INVITED, acts=True, nowhere=none(GONE)),
    ]


def _organising(world: World) -> list[Action]:
    poll, proposal = world.date_poll, world.proposal
    begin, manage, again = date_polls.BeginDatePoll, date_polls.ManageDatePoll, date_polls.AskAgain
    fix, close = date_polls.FixDate, date_polls.CloseDatePoll
    women, gone = begin(world.women), begin(GONE)
    return [
        Action("find a date", begin(world.education), ORGANISERS, nowhere=gone),
        Action("find a date for another group", women, "C", acts=True, nowhere=gone),
        Action("see the answers", manage(poll), ORGANISERS, nowhere=manage(GONE)),
        Action("ask again", again(poll), ORGANISERS, acts=True, nowhere=again(GONE)),
        Action("fix a date", fix(proposal), ORGANISERS, acts=True, nowhere=fix(GONE)),
        Action("think of giving up", close(poll, 0), ORGANISERS, nowhere=close(GONE, 0)),
        Action("give up", close(poll, 1), ORGANISERS, acts=True, nowhere=close(GONE, 1)),
    ]
