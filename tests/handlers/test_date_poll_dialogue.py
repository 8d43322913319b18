"""Hypothesis walks the dialogue of proposing dates: whatever is typed and pressed, no proposal is lost or made up."""

from __future__ import annotations

import asyncio

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import DatePoll
from tests.databases import Databases
from tests.handlers.dating import EXAMPLE, WHICH, arrive_as_speaker
from tests.towns import Resident, local, open_town

GOOD = [f"{day:02}.11.2009 19:00" for day in range(2, 12)]
BAD = ["morgen", "31.02. 19:00", "12.10.2009 19:00", "\u200b", "<b>"]
#: What somebody does: types lines, or presses a button by the beginning of its label.
ACTS = st.one_of(
    st.lists(st.sampled_from([*GOOD, *BAD]), min_size=1, max_size=5).map("\n".join),
    st.sampled_from(["✖", "➡", "Back", "📍", "📅", "Next", "8", "19:00", "✅"]),
)


class Proposing:
    """Fatma at the dialogue, beside a model: the dates that she has proposed, and where she must be."""

    def __init__(self, fatma: Resident) -> None:
        self.fatma = fatma
        self.dates: set[str] = set()
        self.asked = False

    async def act(self, act: str) -> None:
        """Do something, if it can be done at this moment, and follow it in the model."""
        if act[0] in "0123456789m31<\u200b" and act not in {"8", "19:00"}:
            await self.type(act)
            return
        found = next((label for label in self.labels() if label.startswith(act)), None)
        if found is not None:
            await self.press(found)

    def labels(self) -> list[str]:
        """The buttons of the newest message."""
        newest = self.fatma.bot_messages[-1]
        return [label for row in self.fatma.person.buttons(newest) for label in row]

    async def type(self, text: str) -> None:
        at_place = self.fatma.screen.startswith("Where will you meet?")
        at_preview = self.fatma.screen.startswith("Is this right?")
        await self.fatma.says(text)
        if not at_place and not at_preview:
            for line in text.split("\n"):
                if line in GOOD and len(self.dates) < 8:
                    self.dates.add(line)

    async def press(self, label: str) -> None:
        at_preview = self.fatma.screen.startswith("Is this right?")
        at_time = self.fatma.screen.startswith("At what time?")
        day = self.fatma.screen
        await self.fatma.presses(label)
        if label.startswith("✖"):
            [dropped] = [one for one in self.dates if one[:6] in label]
            self.dates.remove(dropped)
        elif label == "19:00" and at_time and "08.11.2009" in day and len(self.dates) < 8:
            self.dates.add("08.11.2009 19:00")
        elif label == "✅ Ask" and at_preview:
            self.asked = True

    def check(self) -> None:
        """Compare what is on the screen with the model."""
        assert "went wrong" not in self.fatma.screen
        if self.fatma.screen.startswith(WHICH):
            shown = {line[-17:].replace(", ", " ") for line in self.fatma.screen.split("\n") if line.startswith("📅")}
            assert shown == self.dates
            assert ("➡ Go on" in self.labels()) is (len(self.dates) >= 2)
            assert (EXAMPLE in self.fatma.screen) is (len(self.dates) < 8)


def _proposed(session: Session) -> set[str]:
    polls = session.scalars(select(DatePoll)).unique()
    return {
        f"{one.starts_at.astimezone(local(1, 1, 2009).tzinfo):%d.%m.%Y %H:%M}" for p in polls for one in p.proposals
    }


async def _walk(database_url: str, acts: list[str]) -> None:
    async with open_town(database_url) as town:
        fatma, body_id = await arrive_as_speaker(town)
        await fatma.forges(f"poll:{body_id}")
        walk = Proposing(fatma)
        for act in acts:
            await walk.act(act)
            if walk.asked:
                break
            walk.check()

        assert town.database.look(_proposed) == (walk.dates if walk.asked else set())


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(acts=st.lists(ACTS, min_size=3, max_size=14))
@example(acts=["\n".join(GOOD[:2]), "📅", "Next", "8", "19:00", "➡", "Back", "✖", "➡", "📍", "✅"])
def test_whatever_is_typed_and_pressed_the_proposals_are_those_that_were_made(
    sqlite_databases: Databases, acts: list[str]
) -> None:
    url = sqlite_databases.fresh()

    asyncio.run(_walk(url, acts))

    sqlite_databases.drop(url)
