"""Who may do what after a meeting: write down, read, say that it is right, give an opinion."""

from __future__ import annotations

from bot.callback_data import minutes, ratings
from tests.rights.base import GONE, INVITED, ORGANISERS, READERS, Action, World

#: Members of the body, its speakers, coordinators.
_CONCERNED = "MPC"


def minutes_actions(world: World) -> list[Action]:
    """Return what is done after a meeting."""
    held, sent = world.held, world.minutes
    record, count, read, paper = minutes.RecordMeeting, minutes.CountHeads, minutes.ReadMinutes, minutes.MinutesFile
    review, rate, opinions = minutes.ReviewMinutes, ratings.RateMeeting, ratings.ShowOpinions
    return [
        Action("write minutes", record(held), ORGANISERS, acts=True, nowhere=record(GONE)),
        Action("write minutes too early", record(world.meeting), ORGANISERS, nowhere=record(GONE)),
        Action("count heads", count(held, 7), ORGANISERS, acts=True, nowhere=count(GONE, 7)),
        Action("read minutes", read(held), READERS, nowhere=read(GONE)),
        Action("take minutes as a file", paper(held), READERS, nowhere=paper(GONE)),
        Action("find minutes right", review(sent, 0, 1), INVITED, acts=True, nowhere=review(GONE, 0, 1)),
        Action("miss something", review(sent, 0, 0), INVITED, acts=True, nowhere=review(GONE, 0, 0)),
        Action("give an opinion", rate(held, "good"), INVITED, acts=True, nowhere=rate(GONE, "good")),
        Action("see opinions", opinions(held), _CONCERNED, nowhere=opinions(GONE)),
    ]
