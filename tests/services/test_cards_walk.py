"""Hypothesis lets two speakers write a spoken idea down while its author answers, and time passes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from bot.errors import NotFound, Outdated, Overtaken
from bot.services import cards
from bot.services.registration import erase
from bot.services.visitors import DialogueView
from models import Base, Idea, MembershipRole
from tests.factories import create_body, create_idea, create_membership, create_participant
from tests.towns import local

WHO = st.sampled_from(["Sabine", "Sepp"])


class SpeakersAndAuthor(RuleBasedStateMachine):
    """Two who write by what they saw last, one who says whether it is right, and who may go."""

    @initialize()
    def found(self) -> None:
        self.engine = create_engine("sqlite://")
        Base.metadata.create_all(self.engine)
        self.session = Session(self.engine)
        self.now: datetime = local(13, 10, 2009, 10).astimezone(UTC)
        body = create_body(self.session)
        self.people = {name: create_participant(self.session) for name in ("Sabine", "Sepp", "Amal")}
        for name in ("Sabine", "Sepp"):
            create_membership(self.session, self.people[name], body, MembershipRole.SPEAKER)
        about = {"author_id": self.people["Amal"], "voice_file_id": "x", "created_at": self.now}
        self.idea_id = create_idea(self.session, body, "", **about)
        self.began = self.now
        self.drafts: dict[str, tuple[DialogueView, int]] = {}
        self.version, self.confirmed, self.gone, self.sentence = 0, False, False, ""

    @rule(who=WHO)
    def begin(self, who: str) -> None:
        try:
            dialogue = cards.begin(self.session, self.idea_id, acting=self.people[who], now=self.now)
        except (NotFound, Outdated):
            assert self.confirmed or self.is_lost()
        else:
            self.drafts[who] = dialogue, self.version

    def is_lost(self) -> bool:
        return self.version == 0 and (self.gone or self.now - self.began > cards.KEEP)

    @rule(who=WHO, words=st.sampled_from(["Ein Chor", "Zwei Chöre"]))
    def write(self, who: str, words: str) -> None:
        if who not in self.drafts:
            return
        dialogue, seen = self.drafts[who]
        try:
            cards.write(self.session, dialogue.number, words, acting=self.people[who], now=self.now)
        except Overtaken:
            assert seen != self.version
            self.drafts[who] = (
                cards.see_newer(self.session, dialogue.number, words, acting=self.people[who], now=self.now),
                self.version,
            )
        except (NotFound, Outdated):
            assert self.confirmed or self.is_lost()
        else:
            assert seen == self.version
            del self.drafts[who]
            self.version, self.sentence = self.version + 1, words

    @rule(behind=st.sampled_from([0, 0, 1]), right=st.booleans())
    def answer(self, behind: int, right: bool) -> None:
        act = cards.confirm if right else cards.reject
        version = self.version - behind
        try:
            act(self.session, self.idea_id, version, acting=self.people["Amal"], now=self.now)
        except Outdated:
            assert behind or self.confirmed
        except NotFound:
            assert self.version == 0 or self.gone
        else:
            assert not behind
            self.confirmed = right

    @rule(days=st.integers(1, 9))
    def pass_time(self, days: int) -> None:
        self.now += timedelta(days=days)
        cards.forget_old(self.session, now=self.now)
        self.session.expire_all()

    @rule(really=st.sampled_from([False, False, True]))
    def leave(self, really: bool) -> None:
        if really and not self.gone:
            erase(self.session, with_texts=False, acting=self.people["Amal"], now=self.now)
            self.session.expire_all()
            self.gone = True

    @invariant()
    def what_was_written_stays_and_the_recording_goes(self) -> None:
        idea = self.session.get(Idea, self.idea_id)
        if idea is None:
            assert self.gone
            assert self.version == 0
            return
        late = self.now - self.began > cards.KEEP
        assert (idea.voice_file_id is None) == (self.confirmed or self.gone or late)
        assert (idea.card.version if idea.card else 0) == self.version
        assert cards.is_confirmed(idea) == self.confirmed
        if self.confirmed:
            assert idea.text == self.sentence
        if idea.card is not None:
            assert idea.card.sentence == self.sentence

    def teardown(self) -> None:
        self.session.close()
        self.engine.dispose()


TestSpeakersAndAuthor = SpeakersAndAuthor.TestCase
TestSpeakersAndAuthor.settings = settings(max_examples=12, stateful_step_count=25, deadline=None)
