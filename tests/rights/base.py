"""The forms of the table: roles, actions, and a world in which there is something of each kind to be acted upon."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.callback_data.base import CallbackData
from bot.services import papers, releases
from bot.services.conclusions import Decision
from bot.services.conclusions import conclude as decide
from models import (
    Advice,
    Answer,
    Attendance,
    Broadcast,
    Card,
    ConclusionKind,
    DatePoll,
    Delivery,
    DeliveryKind,
    DeliveryReason,
    GroupChat,
    MeasureState,
    MeasureStep,
    MeetingState,
    Membership,
    Minutes,
    Outcome,
    Paper,
    PaperState,
    Priority,
    Tag,
)
from tests.factories import (
    LONG_AGO,
    create_body,
    create_date_poll,
    create_idea,
    create_measure,
    create_meeting,
    create_paper,
    create_result,
    create_series,
    create_topic,
)
from tests.rights.fact_rows import create_facts
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
BOARD, SPEAKERS = "B", "P"


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


#: What does not exist.
GONE = 999


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
    #: Darya's spoken idea, which was written down.
    carded: int
    meeting: int
    #: A meeting that nobody has been invited to yet.
    draft: int
    date_poll: int
    #: One of its dates.
    proposal: int
    topic: int
    spoken_topic: int
    #: A meeting whose minutes are with those who were there.
    held: int
    minutes: int
    broadcast: int
    conclusion: int
    group_chat: int
    series: int
    #: A result that the advisory board may read, its release, and what Bernd says about it.
    released: int
    release: int
    advice: int
    #: A result about which AG Bildung is asked something, and the question.
    asked: int
    question: int
    #: A final paper; a committee that has put it off just now, and the last one, which has not met yet.
    way: int
    met: int
    waiting: int
    #: A paper that is still written at, the newest version of its subject, and a result that could go into it.
    draft_paper: int
    section_text: int
    accepted: int
    #: A plan that results are linked to.
    tag: int
    #: A measure under way about which Olga is asked, and its step.
    measure: int
    measure_step: int
    #: A figure and what it may be a part of, a milestone, an indicator with a value, a measure that it may judge.
    figure: int
    whole: int
    milestone: int
    indicator: int
    value: int
    judged: int


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
    held = create_meeting(session, education, local(6, 10, 2009, 19), state=MeetingState.RECORDED)
    poll = create_date_poll(session, education, local(28, 10, 2009, 19), local(4, 11, 2009, 19))
    return World(
        held=held,
        minutes=_create_minutes(session, education, held),
        education=education,
        steering=made.bodies["STG"],
        women=create_body(session, "FRA", "Frauen"),
        result=fresh,
        others_result=made.results["IKB-01"],
        idea=create_idea(session, education),
        recording=create_idea(session, education, "", voice_file_id=voice),
        carded=_create_card(session, education, made.people["Darya"], voice),
        meeting=create_meeting(session, education, local(27, 10, 2009, 19)),
        draft=create_meeting(session, education, local(24, 11, 2009, 19), state=MeetingState.DRAFTED),
        date_poll=poll,
        proposal=session.get_one(DatePoll, poll).proposals[0].id,
        topic=create_topic(session, education),
        spoken_topic=create_topic(session, education, "", voice_file_id=voice),
        broadcast=broadcast.id,
        conclusion=concluded.standing.seen,
        group_chat=_create_group_chat(session, education),
        series=create_series(session, education, local(10, 11, 2009, 19)),
        tag=_create_tag(session),
        **create_facts(session),
        **_create_what_is_released(session, made, now=now),
        **_create_question(session, made, now=now),
        **_create_measure(session, made),
        **_create_way(session, made, now=now),
        **_create_draft(session, made, now=now),
    )


def _create_tag(session: Session) -> int:
    tag = Tag(name="Soziale Stadt", contact="")
    session.add(tag)
    session.flush()
    return tag.id


def _create_what_is_released(session: Session, made: Steered, *, now: datetime) -> dict[str, int]:
    released = create_result(session, "BIL-03", "Lesepaten", {made.bodies["BIL"]: Priority.HIGH})
    release = releases.release(session, released, 0, acting=made.people["Petra"], now=now)
    advice = Advice(result_id=released, author_id=made.people["Bernd"], text="Gut.", given_at=now)
    session.add(advice)
    session.flush()
    return {"released": released, "release": release.id, "advice": advice.id}


def _create_card(session: Session, body_id: int, author: int, voice: str) -> int:
    spoken = create_idea(session, body_id, "", voice_file_id=voice, author_id=author)
    session.add(Card(idea_id=spoken, sentence="Ein Chor", written_at=LONG_AGO))
    session.flush()
    return spoken


def _create_question(session: Session, made: Steered, *, now: datetime) -> dict[str, int]:
    asked = create_result(session, "BIL-04", "Vorlesen", {made.bodies["BIL"]: Priority.LOW})
    question = Decision(asked, ConclusionKind.QUERY, 0, reason="Wo?")
    inspection = decide(session, question, acting=made.people["Petra"], now=now)
    return {"asked": asked, "question": inspection.standing.seen}


def _create_way(session: Session, made: Steered, *, now: datetime) -> dict[str, int]:
    proposed = create_result(session, "BIL-05", "Lesecafé", {made.bodies["BIL"]: Priority.LOW})
    committees = {"Sozialsenat": None, "Finanzsenat": None, "Stadtrat": None}
    way = create_paper(session, [proposed], committees)
    met, _, waiting = session.get_one(Paper, way).consultations
    met.outcome, met.held_on, met.recorded_at = Outcome.ADJOURNED, now.date(), now
    session.flush()
    return {"way": way, "met": met.id, "waiting": waiting.id}


def _create_draft(session: Session, made: Steered, *, now: datetime) -> dict[str, int]:
    accepted = create_result(session, "BIL-06", "Vorlesestunde", {made.bodies["BIL"]: Priority.LOW})
    decide(session, Decision(accepted, ConclusionKind.ACCEPT, 0), acting=made.people["Petra"], now=now)
    both = [made.results["BIL-01"], made.results["IKB-01"]]
    draft = create_paper(session, both, state=PaperState.DRAFT)
    text = papers.newest_version(session, draft)
    return {"draft_paper": draft, "section_text": text, "accepted": accepted}


def _create_measure(session: Session, made: Steered) -> dict[str, int]:
    olga = made.people["Olga"]
    measure = create_measure(session, "M-01", "Leitbild", state=MeasureState.UNDERWAY, responsible_id=olga)
    step = MeasureStep(measure_id=measure, text="Entwurf")
    session.add(step)
    session.flush()
    return {"measure": measure, "measure_step": step.id}


def _create_minutes(session: Session, body_id: int, meeting_id: int) -> int:
    """Create minutes that all of the body have got and may still object to."""
    until = local(15, 10, 2009, 12)
    sent = Minutes(meeting_id=meeting_id, text="Ein Chor", sent_at=LONG_AGO, final_at=until)
    session.add(sent)
    about = {"kind": DeliveryKind.MINUTES, "reason": DeliveryReason.MEMBER, "due_at": until, "meeting_id": meeting_id}
    for number in session.scalars(select(Membership.participant_id).where(Membership.body_id == body_id)):
        answer = Attendance(meeting_id=meeting_id, participant_id=number, answer=Answer.YES, answered_at=LONG_AGO)
        session.add_all([answer, Delivery(participant_id=number, **about)])
    session.flush()
    return sent.id


def _create_group_chat(session: Session, body_id: int) -> int:
    chat = GroupChat(body_id=body_id, chat_id=-100, locales="de", bound_at=LONG_AGO)
    session.add(chat)
    session.flush()
    return chat.id
