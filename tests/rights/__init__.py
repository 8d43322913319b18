"""Who may do what (the mission's matrix of roles, as far as it is built): every command and every kind of button."""

from __future__ import annotations

from bot.callback_data import bodies, broadcasts, conclusions, dialogues, ideas, registration, results, roles
from bot.callback_data.summaries import WordFile
from models import MembershipRole, Priority
from tests.rights.agendas import agenda_actions
from tests.rights.base import (
    BOARD,
    COORDINATION,
    EVERYONE,
    GONE,
    INVITED,
    ORGANISERS,
    READERS,
    REGISTERED,
    ROLES,
    STEERING,
    Action,
    World,
    create_world,
)
from tests.rights.calendars import calendar_actions
from tests.rights.cards import idea_actions
from tests.rights.consultations import consultation_actions
from tests.rights.date_polls import date_poll_actions
from tests.rights.facts import DESK, fact_actions
from tests.rights.group_chats import group_chat_actions
from tests.rights.kinship import kinship_actions
from tests.rights.measures import measure_actions
from tests.rights.meetings import meeting_actions
from tests.rights.minutes import minutes_actions
from tests.rights.paper_files import paper_file_actions
from tests.rights.papers import paper_actions, section_actions
from tests.rights.places import place_actions
from tests.rights.profiles import profile_actions, tag_actions
from tests.rights.quiet import quiet_actions
from tests.rights.releases import release_actions
from tests.rights.reports import report_actions
from tests.rights.series import series_actions

__all__ = ["GONE", "ROLES", "Action", "World", "create_world", "list_actions"]

COMMANDS = {
    # Strangers are asked for their language, whatever they say; these they can read before they agree.
    "privacy imprint help": EVERYONE,
    "start language groups meetings calendar idea ideas quiet name mydata cancel delete": REGISTERED,
    "result plan": "POC",
    "search": "MPOTC",
    "inbox summary": STEERING,
    "facts": DESK,
    "papers": "TC",
    "board": BOARD,
    "measures": "TC",
    "reports": "TC",
    "broadcast event appoint groupchat": COORDINATION,
}


def list_actions(world: World) -> list[Action]:
    """Return everything that can be done, with who may."""
    return [
        *(Action(f"/{name}", f"/{name}", allowed) for names, allowed in COMMANDS.items() for name in names.split()),
        *_own(),
        *_bodies(world),
        *_ideas(world),
        *_results(world),
        *meeting_actions(world),
        *place_actions(world),
        *date_poll_actions(world),
        *series_actions(world),
        *minutes_actions(world),
        *quiet_actions(world),
        *agenda_actions(world),
        *calendar_actions(world),
        *group_chat_actions(world),
        *idea_actions(world),
        *kinship_actions(world),
        *profile_actions(world),
        *tag_actions(world),
        *fact_actions(world),
        *_conclusions(world),
        *release_actions(world),
        *consultation_actions(world),
        *paper_actions(world),
        *section_actions(world),
        *paper_file_actions(world),
        *measure_actions(world),
        *report_actions(world),
        *_coordination(world),
    ]


def _own() -> list[Action]:
    return [
        Action("pick a language", registration.PickLanguage("en"), EVERYONE),
        Action("read the notice", registration.ShowPrivacy("full", "en"), EVERYONE),
        Action("agree", registration.Agree("en", "2"), EVERYONE),
        Action("change the language", registration.ChangeLanguage("tr"), REGISTERED, acts=True),
        Action("take my data", registration.MyData("json"), REGISTERED),
        Action("delete my data", registration.Erase("everything"), REGISTERED, acts=True),
        Action("answer another dialogue", dialogues.DialogueStep(GONE, "text", "send"), ""),
    ]


def _bodies(world: World) -> list[Action]:
    show, join, leave = bodies.ShowBody, bodies.JoinBody, bodies.LeaveBody
    return [
        Action("look at a group", show(world.education), REGISTERED, nowhere=show(GONE)),
        Action("look at the steering group", show(world.steering), "", nowhere=show(GONE)),
        Action("join a group", join(world.women), REGISTERED, acts=True, nowhere=join(GONE)),
        Action("join the steering group", join(world.steering), "", nowhere=join(GONE)),
        Action("leave a group", leave(world.education), INVITED, acts=True, nowhere=leave(GONE)),
        Action("leave the steering group", leave(world.steering), "", nowhere=leave(GONE)),
    ]


def _ideas(world: World) -> list[Action]:
    idea, spoken = world.idea, world.recording
    return [
        Action("list ideas", ideas.ListIdeas(world.education), READERS, nowhere=ideas.ListIdeas(GONE)),
        Action("read an idea", ideas.ReadIdea(idea), READERS, nowhere=ideas.ReadIdea(GONE)),
        Action("hear an idea", ideas.ListenToIdea(spoken), READERS, nowhere=ideas.ListenToIdea(GONE)),
        Action("make it a result", ideas.MakeResult(idea), ORGANISERS, acts=True, nowhere=ideas.MakeResult(GONE)),
    ]


def _results(world: World) -> list[Action]:
    group, own, other = world.education, world.result, world.others_result
    new, read, listed = results.NewResult, results.ReadResult, results.ListResults
    others, ask, support = results.ListOthersResults, results.AskSupport, results.Support
    high, event = Priority.HIGH, results.MakeEvent
    return [
        Action("begin a result", new(group), ORGANISERS, acts=True, nowhere=new(GONE)),
        Action("read a result", read(own), READERS, nowhere=read(GONE)),
        Action("make it an event", event(own), COORDINATION, acts=True, nowhere=event(GONE)),
        Action("list results", listed(group), READERS, nowhere=listed(GONE)),
        Action("list those of others", others(group), ORGANISERS, nowhere=others(GONE)),
        Action("think of support", ask(other, group), ORGANISERS, nowhere=ask(GONE, group)),
        Action("support", support(other, group, high), ORGANISERS, acts=True, nowhere=support(GONE, group, high)),
    ]


def _conclusions(world: World) -> list[Action]:
    result, other, seen = world.result, world.others_result, world.conclusion
    show, conclude, choose = results.OpenResult, conclusions.Conclude, conclusions.ChooseMerge
    merge = conclusions.Merge
    return [
        Action("turn the inbox's page", conclusions.ShowInbox("open", 0), STEERING),
        Action("open a result", show(result), STEERING, nowhere=show(GONE)),
        Action("accept", conclude(other, "accept", 0), STEERING, acts=True, nowhere=conclude(GONE, "accept", 0)),
        Action("reject", conclude(other, "reject", 0), STEERING, acts=True, nowhere=conclude(GONE, "reject", 0)),
        Action("think of joining", choose(other, 0, 0), STEERING, nowhere=choose(GONE, 0, 0)),
        Action("join results", merge(other, result, 0), STEERING, acts=True, nowhere=merge(GONE, result, 0)),
        Action("take back", conclusions.TakeBack(seen), STEERING, acts=True, nowhere=conclusions.TakeBack(GONE)),
        Action("add a reason", conclusions.AddReason(seen), STEERING, acts=True, nowhere=conclusions.AddReason(GONE)),
        Action("take the Word file", WordFile(), STEERING),
    ]


def _coordination(world: World) -> list[Action]:
    stop, report, hat = broadcasts.StopBroadcast, broadcasts.ShowReport, roles.GiveMembership
    speaker = MembershipRole.SPEAKER
    return [
        Action("stop", stop(world.broadcast), COORDINATION, acts=True, nowhere=stop(GONE)),
        Action("see the report", report(world.broadcast), COORDINATION, nowhere=report(GONE)),
        Action("make a coordinator", roles.GiveRole("coordinator"), COORDINATION, acts=True),
        Action("choose a group", roles.ChooseSpokenFor(), COORDINATION),
        Action("make a speaker", hat(world.education, speaker), COORDINATION, acts=True, nowhere=hat(GONE, speaker)),
    ]
