"""Hypothesis lets two organisers change one meeting, each by what they saw last: nothing is ever overwritten unseen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from bot.errors import NotFound, Overtaken
from bot.services import changes, planning
from models import Base, Delivery, DeliveryKind, DeliveryState, Meeting, MeetingState, MembershipRole, Role
from tests.factories import create_body, create_meeting, create_membership, create_participant, grant_role
from tests.towns import BERLIN, local

NOW = local(13, 10, 2009, 10).astimezone(UTC)
TUESDAY = local(27, 10, 2009, 19).astimezone(UTC)
WHO = st.integers(0, 1)
PLACES = st.sampled_from(["Rathaus", "Schule", "Halle"])


@dataclass(frozen=True)
class Expected:
    """The meeting as it should be."""

    starts_at: datetime
    place: str
    state: MeetingState
    sequence: int


class TwoOrganisers(RuleBasedStateMachine):
    """A speaker and a coordinator; a member who hears of things or not."""

    @initialize(drafted=st.booleans())
    def found(self, drafted: bool) -> None:
        self.engine = create_engine("sqlite://")
        Base.metadata.create_all(self.engine)
        self.session = Session(self.engine)
        body = create_body(self.session)
        self.organisers = [create_participant(self.session) for _ in range(2)]
        create_membership(self.session, self.organisers[0], body, MembershipRole.SPEAKER)
        grant_role(self.session, self.organisers[1], Role.COORDINATOR)
        self.member = create_participant(self.session)
        create_membership(self.session, self.member, body)
        state = MeetingState.DRAFTED if drafted else MeetingState.INVITED
        self.number = create_meeting(self.session, body, TUESDAY, place="Rathaus", state=state)
        self.expected = Expected(TUESDAY, "Rathaus", state, 0)
        self.seen = [0, 0]
        self.ever_invited = not drafted

    @rule(who=WHO)
    def look(self, who: int) -> None:
        self.seen[who] = self.expected.sequence

    @rule(who=WHO, days=st.integers(0, 3))
    def move(self, who: int, days: int) -> None:
        to = TUESDAY + timedelta(days=days)
        self.act(who, partial(changes.move, timezone=BERLIN), to, after=replace(self.expected, starts_at=to))

    @rule(who=WHO, place=PLACES)
    def relocate(self, who: int, place: str) -> None:
        self.act(who, changes.relocate, place, after=replace(self.expected, place=place))

    @rule(who=WHO)
    def cancel(self, who: int) -> None:
        self.act(who, changes.cancel, after=replace(self.expected, state=MeetingState.CANCELLED))

    @rule(who=WHO)
    def invite(self, who: int) -> None:
        before, seen = self.expected, self.seen[who]
        try:
            planning.invite_now(self.session, self.number, seen, timezone=BERLIN, acting=self.organisers[who], now=NOW)
        except (Overtaken, NotFound):
            assert seen != before.sequence or before.state is not MeetingState.DRAFTED
        else:
            self.expected = replace(before, state=MeetingState.INVITED)
            self.ever_invited = True

    def act(self, who: int, service: Callable[..., Meeting], *what: object, after: Expected) -> None:
        """Let somebody act upon what they saw; `after` is what comes of it if nobody was first."""
        before, seen = self.expected, self.seen[who]
        try:
            service(self.session, self.number, seen, *what, acting=self.organisers[who], now=NOW)
        except Overtaken:
            assert seen != before.sequence
        except NotFound:
            assert (before.state, before.sequence) == (MeetingState.CANCELLED, seen)
        else:
            assert seen == before.sequence
            self.expected = after if after == before else replace(after, sequence=before.sequence + 1)

    @invariant()
    def the_meeting_is_what_the_last_one_made_of_what_they_saw(self) -> None:
        found = self.session.get_one(Meeting, self.number)
        assert Expected(found.starts_at, found.place, found.state, found.sequence) == self.expected

    @invariant()
    def nobody_hears_of_a_draft_and_of_a_change_only_the_last_news_waits(self) -> None:
        waiting = select(Delivery.kind).where(
            Delivery.participant_id == self.member, Delivery.state == DeliveryState.QUEUED
        )
        kinds = list(self.session.scalars(waiting))
        assert self.ever_invited or kinds == []
        assert len(kinds) == len(set(kinds))
        assert self.expected.state is not MeetingState.CANCELLED or set(kinds) <= {DeliveryKind.MEETING_CANCELLED}

    def teardown(self) -> None:
        if hasattr(self, "session"):
            self.session.close()
            self.engine.dispose()


TwoOrganisers.TestCase.settings = settings(max_examples=12, stateful_step_count=20, deadline=None)
TestTwoOrganisers = TwoOrganisers.TestCase
