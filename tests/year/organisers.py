"""The organisers of the year: they plan, move and cancel in the chat, and write minutes; every tap is counted."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Body, Meeting, MeetingState
from tests.towns import BERLIN, Resident
from tests.year.inhabitants import data_of


@dataclass
class Organiser:
    """Whoever speaks for a body; `taps` and `messages` by what they were for."""

    resident: Resident
    body_id: int
    random: Random
    seen: int = 0
    taps: dict[str, list[int]] = field(default_factory=dict)
    messages: int = 0

    async def act(self, now: datetime) -> None:
        """Do what a speaker does in the morning: write minutes that are asked for; plan, move or cancel."""
        await self._record()
        coming = self.resident.town.database.look(next_meeting, self.body_id, now)
        if coming is None:
            await self._plan(now)
            return
        if timedelta(days=1) < coming - now < timedelta(days=5) and self.random.random() < 0.1:
            await self._change(self.random.random() < 0.3)

    async def _record(self) -> None:
        """Answer the question what came out of a meeting; one time in seven only when asked again."""
        fresh = [one for one in self.resident.bot_messages if one.message_id > self.seen]
        for message in fresh:
            self.seen = max(self.seen, message.message_id)
            heads = [data for data in data_of(message) if data.startswith("heads:")]
            if not heads or self.random.random() < 1 / 7:
                continue
            self.resident.person.press_data(heads[len(heads) // 2], message=message)
            await self.resident.hears()
            if not self.resident.screen.startswith("What did you talk about"):
                self.note("head count of the circle", 1, 0)
                continue
            await self.resident.says("Wir haben über den nächsten Schritt gesprochen. Alle sind dafür.")
            planned = await self.press("Next meeting:")
            taps = 1 + planned + await self.press("Send the minutes")
            self.note("minutes and next meeting" if planned else "minutes", taps, 1)

    async def _plan(self, now: datetime) -> None:
        """Plan as last time with three taps; the first time by typing."""
        await self.resident.says("/plan")
        taps = 1 + await self.press("➕")
        if await self.press("Take "):
            self.note("plan as last time", taps + 1 + await self.press("Invite"), 0)
            return
        await self.resident.says(f"{now.astimezone(BERLIN) + timedelta(days=15):%d.%m.%Y} 19:00")
        self.note("plan anew", taps + await self.press("Usual place") + await self.press("Invite"), 1)

    async def _change(self, cancels: bool) -> None:
        await self.resident.says("/plan")
        taps = 1 + await self.press("✏️")
        if cancels:
            taps += await self.press("Cancel the meeting") + await self.press("Yes, cancel it")
        else:
            taps += await self.press("Move") + await self.press("Take ")
        self.note("cancel" if cancels else "move", taps, 0)

    async def press(self, piece: str) -> bool:
        """Press the newest button with `piece` in its label, if there is one; return whether."""
        for message in reversed(self.resident.bot_messages[-3:]):
            for row in (message.reply_markup or {}).get("inline_keyboard", []):
                for button in row:
                    if piece in button["text"] and "callback_data" in button:
                        self.resident.person.press_data(button["callback_data"], message=message)
                        await self.resident.hears()
                        return True
        return False

    def note(self, what: str, taps: int, messages: int) -> None:
        """Remember what something cost."""
        self.taps.setdefault(what, []).append(taps)
        self.messages += messages


def next_meeting(session: Session, body_id: int, now: datetime) -> datetime | None:
    """Return when the body meets next, drafts included."""
    states = [MeetingState.INVITED, MeetingState.DRAFTED]
    coming = select(Meeting.starts_at).where(Meeting.body_id == body_id, Meeting.starts_at > now)
    return session.scalar(coming.where(Meeting.state.in_(states)).order_by(Meeting.starts_at).limit(1))


def bodies_by_code(session: Session) -> dict[str, int]:
    """Return the numbers of the bodies by their codes."""
    return {body.code: body.id for body in session.scalars(select(Body))}
