"""Hypothesis lets one member write in the chat while another takes files out, edits, sends them back and decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from bot.errors import Outdated, Overtaken
from bot.services import dialogues, paper_returns, papers
from bot.services.paper_files import ReadFile, mark_of
from models import Base, Paper, PaperItem, PaperSection
from tests.steering import create_steered
from tests.towns import local

SECTIONS = st.sampled_from([PaperSection.FACTS, PaperSection.RESOLUTION])
TEXTS = st.sampled_from(["Eins", "Zwei", "Drei\nVier"])


@dataclass
class WordFile:
    """A file: the versions that it was given and their texts, and what stands in it now."""

    seen: dict[PaperSection, int]
    given: dict[PaperSection, str]
    texts: dict[PaperSection, str]


class ChatAndFile(RuleBasedStateMachine):
    """One paper: Sabine writes in the chat, Petra in the file."""

    @initialize()
    def draft(self) -> None:
        self.engine = create_engine("sqlite://")
        Base.metadata.create_all(self.engine)
        self.session = Session(self.engine)
        made = create_steered(self.session)
        self.petra, self.sabine = made.people["Petra"], made.people["Sabine"]
        self.now: datetime = local(13, 10, 2009, 10).astimezone(UTC)
        self.paper = Paper(
            number=1, created_at=self.now, items=[PaperItem(result_id=made.results["BIL-01"], position=0)]
        )
        self.session.add(self.paper)
        self.session.flush()
        for section in PaperSection:
            papers.add_version(self.session, self.paper.id, section, "Anfang", author=None, now=self.now)
        self.take_a_file()
        self.sent: WordFile | None = None

    def standing(self) -> dict[PaperSection, tuple[int, str]]:
        return {one.section: (one.id, one.text) for one in papers.read_sections(self.session, self.paper.id).values()}

    @rule(section=SECTIONS, text=TEXTS)
    def write_in_the_chat(self, section: PaperSection, text: str) -> None:
        seen = self.standing()[section][0]
        self.now += timedelta(minutes=1)
        write = papers.write_section
        write(self.session, self.paper.id, section, text, seen=seen, acting=self.sabine, now=self.now)

    @rule()
    def take_a_file(self) -> None:
        standing = self.standing()
        texts = {section: text for section, (_, text) in standing.items()}
        self.file = WordFile({section: number for section, (number, _) in standing.items()}, texts, dict(texts))

    @rule(section=SECTIONS, text=TEXTS)
    def write_in_the_file(self, section: PaperSection, text: str) -> None:
        self.file.texts[section] = text

    @rule()
    def send(self) -> None:
        sent = WordFile(self.file.seen, self.file.given, dict(self.file.texts))
        before = self.standing()
        read = ReadFile(mark_of(self.paper), sent.seen, sent.texts)
        review, dialogue = paper_returns.take(self.session, read, None, acting=self.petra, now=self.now)
        changed = {one for one in PaperSection if sent.texts[one] not in {sent.given[one], before[one][1]}}
        assert {change.section for change in review.changes} == changed
        assert {change.section for change in review.conflicts} == {
            one for one in changed if before[one][0] != sent.seen[one]
        }
        assert (dialogue is None, self.standing()) == (not changed, before)
        self.sent = sent if changed else None

    @precondition(lambda self: self.sent is not None)
    @rule()
    def take_all(self) -> None:
        assert self.sent is not None
        running, before = dialogues.find(self.session, acting=self.petra), self.standing()
        assert running is not None
        try:
            review, left = paper_returns.take_all(self.session, running.id, acting=self.petra, now=self.now)
        except Outdated:
            assert running.step == paper_returns.CHOOSE
            return
        for section, (number, text) in self.standing().items():
            written = number != before[section][0]
            assert not written or (text == self.sent.texts[section] and before[section][0] == self.sent.seen[section])
        assert all(change.is_conflict for change in review.changes)
        self.sent = self.sent if left else None

    @precondition(lambda self: self.sent is not None)
    @rule(takes=st.booleans(), is_late=st.booleans())
    def choose(self, takes: bool, is_late: bool) -> None:
        running = dialogues.find(self.session, acting=self.petra)
        assert running is not None
        petra, now = self.petra, self.now
        view = dialogues.go_to(self.session, running.id, paper_returns.CHOOSE, acting=petra, now=now)
        review, before = paper_returns.look(self.session, view, acting=petra), self.standing()
        if not review.changes:
            return
        change = review.changes[0]
        about = (running.id, change.section, change.seen - is_late)
        try:
            _, left = paper_returns.choose(self.session, *about, takes=takes, acting=petra, now=now)
        except Overtaken:
            assert (is_late, self.standing()) == (True, before)
            return
        after = self.standing()
        assert not is_late
        assert after.pop(change.section)[1] == (change.text if takes else before[change.section][1])
        assert after == {section: one for section, one in before.items() if section is not change.section}
        self.sent = self.sent if left else None

    @invariant()
    def no_version_is_lost(self) -> None:
        for section in (PaperSection.FACTS, PaperSection.RESOLUTION):
            versions = papers.list_versions(self.session, self.paper.id, section, acting=self.petra)
            assert versions[-1].text == "Anfang"
            assert [one.from_file for one in versions] == [one.written_by == self.petra for one in versions]

    def teardown(self) -> None:
        if hasattr(self, "session"):
            self.session.close()
            self.engine.dispose()


ChatAndFile.TestCase.settings = settings(max_examples=20, stateful_step_count=20, deadline=None)
TestChatAndFile = ChatAndFile.TestCase
