"""Who may do what with meetings."""

from __future__ import annotations

from bot.callback_data import meetings
from tests.rights.base import GONE, INVITED, ORGANISERS, Action, World


def meeting_actions(world: World) -> list[Action]:
    """Return what is done with a meeting."""
    meeting, group = world.meeting, world.education
    answer, show, where = meetings.AnswerMeeting, meetings.ShowMeeting, meetings.ShowPlace
    plan, planned = meetings.PlanMeeting, meetings.ShowPlanned
    move, cancel, relocate = meetings.MoveMeeting, meetings.CancelMeeting, meetings.ChangePlace
    draft, invite = world.draft, meetings.InviteNow
    return [
        Action("answer", answer(meeting, 0, "yes"), INVITED, acts=True, nowhere=answer(GONE, 0, "yes")),
        Action("look at a meeting", show(meeting), INVITED, nowhere=show(GONE)),
        Action("where is it", where(meeting), INVITED, nowhere=where(GONE)),
        Action("plan", plan(group), ORGANISERS, acts=True, nowhere=plan(GONE)),
        Action("see who comes", planned(meeting), ORGANISERS, nowhere=planned(GONE)),
        Action("move", move(meeting), ORGANISERS, acts=True, nowhere=move(GONE)),
        Action("think of another place", relocate(meeting), ORGANISERS, acts=True, nowhere=relocate(GONE)),
        Action("look at a draft", planned(draft), ORGANISERS, nowhere=planned(GONE)),
        Action("answer a draft", answer(draft, 0, "yes"), "", nowhere=answer(GONE, 0, "yes")),
        Action("invite to a draft", invite(draft, 0), ORGANISERS, acts=True, nowhere=invite(GONE, 0)),
        Action("think of cancelling", cancel(meeting, 0, 0), ORGANISERS, nowhere=cancel(GONE, 0, 0)),
        Action("cancel", cancel(meeting, 0, 1), ORGANISERS, acts=True, nowhere=cancel(GONE, 0, 1)),
    ]
