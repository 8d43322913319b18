"""Who may do what (the mission's matrix of roles, as far as it is built): every command and every kind of button."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.callback_data import bodies, broadcasts, conclusions, dialogues, ideas, meetings, registration, results, roles
from bot.callback_data.base import CallbackData
from bot.callback_data.summaries import WordFile
from bot.services.conclusions import Decision
from bot.services.conclusions import conclude as decide
from models import Broadcast, ConclusionKind, Delivery, DeliveryKind, DeliveryReason, MembershipRole, Priority
from tests.factories import LONG_AGO, create_body, create_idea, create_meeting, create_result
from tests.steering import Steered
from tests.towns import local

#: A letter for each role, and who has it; S is somebody who has not agreed to anything.
ROLES = {
    "S": "Stranger",
    "G": "Darya",
    "M": "Mehmet",
    "P": "Sepp",
    "O": "Olga",
    "B": "Bernd",
    "T": "Petra",
    "C": "Klaus",
}
EVERYONE, REGISTERED = "SGMPOBTC", "GMPOBTC"
READERS, ORGANISERS, INVITED, STEERING, COORDINATION = "MPTC", "PC", "MP", "T", "C"


@dataclass(frozen=True)
class Action:
    """A command, or a button with the same button for something that does not exist; whose it is; whether it acts."""

    name: str
    sent: str | CallbackData
    allowed: str
    acts: bool = False
    nowhere: CallbackData | None = None

    @property
    def data(self) -> str:
        """What the button carries, or the command."""
        return self.sent if isinstance(self.sent, str) else self.sent.pack()


@dataclass(frozen=True)
class World:
    """The numbers of what there is to be acted upon."""

    education: int
    steering: int
    women: int
    result: int
    others_result: int
    idea: int
    recording: int
    meeting: int
    broadcast: int
    conclusion: int


def create_world(session: Session, made: Steered, voice: str, *, now: datetime) -> World:
    """Create something of each kind for AG Bildung; `voice` is Telegram's reference to a recording."""
    education, petra = made.bodies["BIL"], made.people["Petra"]
    fresh = create_result(session, "BIL-02", "Hausaufgaben", {education: Priority.LOW}, text="Text")
    concluded = decide(session, Decision(fresh, ConclusionKind.DEFER, 0), acting=petra, now=now)
    broadcast = Broadcast(text="Rathaus zu", audience="everyone", created_at=LONG_AGO, author_id=made.people["Klaus"])
    session.add(broadcast)
    session.flush()
    about = {"reason": DeliveryReason.AUDIENCE, "due_at": local(1, 1, 2010), "facts": {"process": "x"}}
    for number in (made.people["Gül"], made.people["Amal"]):
        session.add(Delivery(participant_id=number, kind=DeliveryKind.BROADCAST, broadcast_id=broadcast.id, **about))
    return World(
        education,
        made.bodies["STG"],
        create_body(session, "FRA", "Frauen"),
        fresh,
        made.results["IKB-01"],
        create_idea(session, education),
        create_idea(session, education, "", voice_file_id=voice),
        create_meeting(session, education, local(27, 10, 2009, 19)),
        broadcast.id,
        concluded.standing.seen,
    )


#: What does not exist.
GONE = 999

COMMANDS = {
    # Strangers are asked for their language, whatever they say; these they can read before they agree.
    "privacy imprint help": EVERYONE,
    "start language groups meetings idea name mydata cancel delete": REGISTERED,
    "result plan": "POC",
    "inbox summary": STEERING,
    "broadcast event appoint": COORDINATION,
}


def list_actions(world: World) -> list[Action]:
    """Return everything that can be done, with who may."""
    return [
        *(Action(f"/{name}", f"/{name}", allowed) for names, allowed in COMMANDS.items() for name in names.split()),
        *_own(),
        *_bodies(world),
        *_ideas(world),
        *_results(world),
        *_meetings(world),
        *_conclusions(world),
        *_coordination(world),
    ]


def _own() -> list[Action]:
    return [
        Action("pick a language", registration.PickLanguage("en"), EVERYONE),
        Action("read the notice", registration.ShowPrivacy("full", "en"), EVERYONE),
        Action("agree", registration.Agree("en", "1"), EVERYONE),
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
    high = Priority.HIGH
    return [
        Action("begin a result", new(group), ORGANISERS, acts=True, nowhere=new(GONE)),
        Action("read a result", read(own), READERS, nowhere=read(GONE)),
        Action("list results", listed(group), READERS, nowhere=listed(GONE)),
        Action("list those of others", others(group), ORGANISERS, nowhere=others(GONE)),
        Action("think of support", ask(other, group), ORGANISERS, nowhere=ask(GONE, group)),
        Action("support", support(other, group, high), ORGANISERS, acts=True, nowhere=support(GONE, group, high)),
    ]


def _meetings(world: World) -> list[Action]:
    meeting, group = world.meeting, world.education
    answer, show, where = meetings.AnswerMeeting, meetings.ShowMeeting, meetings.ShowPlace
    plan, planned = meetings.PlanMeeting, meetings.ShowPlanned
    move, cancel = meetings.MoveMeeting, meetings.CancelMeeting
    return [
        Action("answer", answer(meeting, 0, "yes"), INVITED, acts=True, nowhere=answer(GONE, 0, "yes")),
        Action("look at a meeting", show(meeting), INVITED, nowhere=show(GONE)),
        Action("where is it", where(meeting), INVITED, nowhere=where(GONE)),
        Action("plan", plan(group), ORGANISERS, acts=True, nowhere=plan(GONE)),
        Action("see who comes", planned(meeting), ORGANISERS, nowhere=planned(GONE)),
        Action("move", move(meeting), ORGANISERS, acts=True, nowhere=move(GONE)),
        Action("think of cancelling", cancel(meeting, 0, 0), ORGANISERS, nowhere=cancel(GONE, 0, 0)),
        Action("cancel", cancel(meeting, 0, 1), ORGANISERS, acts=True, nowhere=cancel(GONE, 0, 1)),
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
