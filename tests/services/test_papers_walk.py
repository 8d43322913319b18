"""Hypothesis lets two members of the steering group draft, write, finish, reopen and withdraw council papers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session

from bot.errors import EmptyText, Outdated, Overtaken, TooLong
from bot.services import dialogues, paper_drafts, paper_states, paper_texts, papers
from bot.services.papers import Bundle
from bot.text import Words
from models import AuditEntry, Base, Paper, PaperSection, PaperState, SectionText
from tests.drafting import conclude_all
from tests.steering import Steered, create_steered
from tests.towns import local

WHO = st.sampled_from(["Petra", "Sabine"])
SECTIONS = st.sampled_from([PaperSection.SUBJECT, PaperSection.FACTS])
NUMBERS = st.sampled_from(["BIL-01", "IKB-01"])


def phrase(bundle: Bundle) -> dict[PaperSection, str]:
    """Fill every section with the proposals' numbers; nothing is open."""
    return {section: " ".join(item.standing.result.number for item in bundle.items) for section in PaperSection}


class TwoAtAPaper(RuleBasedStateMachine):
    """One paper after the other, and what each of the two has in hand."""

    @initialize()
    def found(self) -> None:
        self.engine = create_engine("sqlite://")
        Base.metadata.create_all(self.engine)
        self.session = Session(self.engine)
        self.made: Steered = create_steered(self.session)
        conclude_all(self.session, self.made)
        self.now: datetime = local(13, 10, 2009, 10).astimezone(UTC)
        self.paper = 0
        self.state = PaperState.WITHDRAWN
        self.items: list[str] = []
        #: How many versions there are; nothing is ever taken away.
        self.versions = 0
        #: The newest text of each section.
        self.texts: dict[PaperSection, str] = {}
        self.acts: list[str] = []

    @precondition(lambda self: self.state is PaperState.WITHDRAWN)
    @rule(who=WHO, numbers=st.lists(NUMBERS, unique=True, max_size=2))
    def draft(self, who: str, numbers: list[str]) -> None:
        chosen = [self.made.results[number] for number in numbers]
        try:
            made = paper_drafts.draft(self.session, chosen, phrase, acting=self.made.people[who], now=self.now)
        except EmptyText:
            assert not numbers
            return
        self.paper, self.state, self.items = made.id, PaperState.DRAFT, list(numbers)
        self.texts = dict.fromkeys(PaperSection, " ".join(numbers))
        self.versions += len(PaperSection)
        self.acts.append("draft")

    @precondition(lambda self: self.paper)
    @rule(who=WHO, section=SECTIONS)
    def begin(self, who: str, section: PaperSection) -> None:
        seen = papers.newest_version(self.session, self.paper, section)
        try:
            paper_texts.begin(self.session, self.paper, section, seen=seen, acting=self.made.people[who], now=self.now)
        except Outdated:
            assert self.state is not PaperState.DRAFT

    @rule(who=WHO, long=st.booleans())
    def say(self, who: str, long: bool) -> None:
        acting = self.made.people[who]
        dialogue = dialogues.find(self.session, acting=acting)
        if dialogue is None or dialogue.step != paper_texts.WRITE:
            return
        self.now += timedelta(seconds=10)
        words = Words(f"{who} {self.now:%d%H%M%S}" + "x" * (3500 if long else 0), self.now)
        about, said = dialogue.data, dialogue.data["text"]
        try:
            waiting = paper_texts.take_words(self.session, dialogue.id, words, acting=acting, now=self.now)
        except Outdated:
            assert self.state is not PaperState.DRAFT or about["paper_id"] != self.paper
            dialogues.end(self.session, acting=acting)
            return
        except TooLong:
            assert said
            return
        if waiting is None:
            self._written(PaperSection(about["section"]), f"{said}\n{words.text}".strip())
        else:
            assert waiting.data["text"].endswith(words.text)

    def _written(self, section: PaperSection, text: str) -> None:
        assert self.state is PaperState.DRAFT
        self.texts[section] = text
        self.versions += 1

    @rule(who=WHO, side=st.sampled_from(["theirs", "mine", "anew"]))
    def choose(self, who: str, side: str) -> None:
        acting = self.made.people[who]
        dialogue = dialogues.find(self.session, acting=acting)
        if dialogue is None or dialogue.step != paper_texts.CONFLICT:
            return
        section, text = PaperSection(dialogue.data["section"]), dialogue.data["text"]
        if side == "theirs":
            paper_texts.give_way(self.session, dialogue.id, acting=acting)
        elif side == "anew":
            paper_texts.write_anew(self.session, dialogue.id, acting=acting, now=self.now)
        else:
            try:
                waiting = paper_texts.insist(self.session, dialogue.id, acting=acting, now=self.now)
            except Outdated:
                assert self.state is not PaperState.DRAFT or dialogue.data["paper_id"] != self.paper
                dialogues.end(self.session, acting=acting)
                return
            if waiting is None:
                self._written(section, text)

    @precondition(lambda self: self.paper)
    @rule(who=WHO, number=NUMBERS, adds=st.booleans())
    def change_items(self, who: str, number: str, adds: bool) -> None:
        act = paper_drafts.add_item if adds else paper_drafts.remove_item
        acting, result = self.made.people[who], self.made.results[number]
        try:
            act(self.session, self.paper, result, phrase, acting=acting, now=self.now)
        except EmptyText:
            assert self.items == [number]
        except Outdated:
            assert self.state is not PaperState.DRAFT or adds is (number in self.items)
        else:
            before = " ".join(self.items)
            self.items = [*self.items, number] if adds else [one for one in self.items if one != number]
            following = [section for section, text in self.texts.items() if text == before]
            self.versions += len(following)
            self.texts |= dict.fromkeys(following, " ".join(self.items))

    @precondition(lambda self: self.paper)
    @rule(who=WHO, late=st.booleans())
    def finalise(self, who: str, late: bool) -> None:
        seen = papers.newest_version(self.session, self.paper) - late
        acting = self.made.people[who]
        try:
            paper_states.finalise(self.session, self.paper, seen, sure=False, acting=acting, now=self.now)
        except Overtaken:
            assert late
        except Outdated:
            assert self.state is not PaperState.DRAFT
        else:
            assert self.state is PaperState.DRAFT
            self.state = PaperState.FINAL
            self.acts.append("make final")

    @precondition(lambda self: self.paper)
    @rule(who=WHO, withdraws=st.booleans())
    def go_back(self, who: str, withdraws: bool) -> None:
        act = paper_states.withdraw if withdraws else paper_states.reopen
        allowed = {PaperState.FINAL, PaperState.DRAFT} if withdraws else {PaperState.FINAL}
        try:
            act(self.session, self.paper, acting=self.made.people[who], now=self.now)
        except Outdated:
            assert self.state not in allowed
        else:
            assert self.state in allowed
            self.state = PaperState.WITHDRAWN if withdraws else PaperState.DRAFT
            self.acts.append("withdraw" if withdraws else "reopen")

    @precondition(lambda self: self.paper)
    @invariant()
    def the_paper_is_what_was_done_to_it(self) -> None:
        paper = self.session.get_one(Paper, self.paper)
        assert paper.state is self.state
        assert (paper.final_at is not None) is (self.state is PaperState.FINAL) or self.state is PaperState.WITHDRAWN
        assert [item.result.number for item in paper.items] == self.items
        newest = papers.read_sections(self.session, self.paper)
        assert {section: text.text for section, text in newest.items()} == self.texts

    @invariant()
    def no_version_is_lost_and_every_step_is_logged(self) -> None:
        assert self.session.scalar(select(func.count(SectionText.id))) == self.versions
        logged = select(AuditEntry.action).where(AuditEntry.object_kind == "paper").order_by(AuditEntry.id)
        assert list(self.session.scalars(logged)) == self.acts

    def teardown(self) -> None:
        if hasattr(self, "session"):
            self.session.close()
            self.engine.dispose()


TwoAtAPaper.TestCase.settings = settings(max_examples=12, stateful_step_count=25, deadline=None)
TestTwoAtAPaper = TwoAtAPaper.TestCase
