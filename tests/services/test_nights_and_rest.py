"""All that people are told about meetings unasked keeps to their night, and to Sundays and holidays."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.services import (
    aftermath,
    agenda_items,
    date_polls,
    date_votes,
    deliveries,
    dialogues,
    minutes,
    missed,
    planning,
    reviews,
)
from bot.services.minutes import Record
from bot.text import Words
from models import (
    Answer,
    Attendance,
    Delivery,
    DeliveryKind,
    Meeting,
    MeetingState,
    MembershipRole,
    Minutes,
    Reminder,
    ReminderKind,
    ReminderState,
)
from models.database import Database
from tests.factories import create_body, create_meeting, create_membership, create_participant
from tests.towns import BERLIN, local

#: A Saturday night; the town's people met that morning.
NIGHT, SUNDAY, MONDAY = local(17, 10, 2009, 22), local(18, 10, 2009, 12), local(19, 10, 2009, 9)
TUESDAY = local(27, 10, 2009, 19)


class Night:
    """AG Bildung with Fatma, who speaks for it, and Amal; much happens late on a Saturday."""

    def __init__(self, session: Session) -> None:
        self.session, self.body = session, create_body(session)
        self.fatma, self.amal = create_participant(session), create_participant(session)
        create_membership(session, self.fatma, self.body, MembershipRole.SPEAKER)
        create_membership(session, self.amal, self.body)
        session.flush()

    def plan(self) -> None:
        about = (self.body, TUESDAY, "Rathaus")
        planning.plan(self.session, *about, timezone=BERLIN, acting=self.fatma, now=NIGHT)
        draft = create_meeting(self.session, self.body, TUESDAY, state=MeetingState.DRAFTED)
        planning.invite_now(self.session, draft, 0, timezone=BERLIN, acting=self.fatma, now=NIGHT)
        begun = agenda_items.begin(self.session, draft, acting=self.amal, now=NIGHT)
        agenda_items.propose(self.session, begun.number, Words("Chor", NIGHT), acting=self.amal, now=NIGHT)
        useless = update(Reminder).where(Reminder.meeting_id == draft, Reminder.kind == ReminderKind.WEEK_BEFORE)
        self.session.execute(useless.values(state=ReminderState.DROPPED))
        missed.report(self.session, now=NIGHT)

    def find_a_date(self) -> None:
        dates = [TUESDAY + timedelta(days=days) for days in (1, 2)]
        poll = date_polls.start(self.session, self.body, dates, "Rathaus", acting=self.fatma, now=NIGHT).poll
        for person in (self.fatma, self.amal):
            date_votes.decline(self.session, poll.id, acting=person, now=NIGHT)

    def look_back(self) -> None:
        morning = local(17, 10, 2009, 10)
        recorded, waiting = (
            create_meeting(self.session, self.body, morning, planned_by=self.fatma, state=MeetingState.INVITED)
            for _ in range(2)
        )
        for meeting in (recorded, waiting):
            coming = Attendance(meeting_id=meeting, participant_id=self.amal, answer=Answer.YES, answered_at=morning)
            self.session.add(coming)
        aftermath.note_held(self.session, timezone=BERLIN, now=NIGHT)
        record = Record(self.session.get_one(Meeting, recorded), 2, "Ein Chor")
        minutes.send(self.session, record, None, timezone=BERLIN, acting=self.fatma, now=NIGHT)
        sent = self.session.scalars(select(Minutes)).one()
        said = {"minutes": sent.id, "revision": 0}
        begun = dialogues.begin(self.session, reviews.KIND, reviews.TEXT, said, acting=self.amal, now=NIGHT)
        reviews.object_to(self.session, begun.number, "Mehr Chor", acting=self.amal, now=NIGHT)
        aftermath.queue_due(self.session, timezone=BERLIN, now=NIGHT)


def _live(session: Session) -> None:
    night = Night(session)
    night.plan()
    night.find_a_date()
    night.look_back()


def _queued(session: Session) -> set[tuple[DeliveryKind, bool, bool]]:
    return {(row.kind, row.quiet, row.rests) for row in session.scalars(select(Delivery))}


def test_whatever_comes_up_on_a_saturday_night_waits_for_monday(database: Database) -> None:
    database.transact(_live)

    kinds = database.look(_queued)
    leaving = [
        len(database.look(deliveries.list_due, now=now, timezone=BERLIN, limit=99)) for now in (NIGHT, SUNDAY, MONDAY)
    ]

    assert kinds == {
        (kind, True, True)
        for kind in (
            DeliveryKind.INVITATION,
            DeliveryKind.AGENDA_ITEM,
            DeliveryKind.MISSED,
            DeliveryKind.DATE_POLL,
            DeliveryKind.DATE_POLL_ANSWERED,
            DeliveryKind.MINUTES,
            DeliveryKind.MINUTES_OBJECTION,
            DeliveryKind.RESULTS_DUE,
        )
    }
    assert leaving == [0, 0, 2]
