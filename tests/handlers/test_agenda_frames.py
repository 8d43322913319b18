"""What stands on an agenda by itself: each kind of body and an event have a frame of their own."""

from __future__ import annotations

import pytest

from models import BodyKind, Role
from tests.factories import create_body, create_meeting
from tests.handlers.joining import MEMBER, callback_data, join_town
from tests.towns import Town, local

NOT_AVAILABLE = "That is not available here. /help shows what is possible."
AGENDA = "agenda:1"


@pytest.mark.parametrize(
    ("kind", "points"),
    [
        (BodyKind.CIRCLE, ["1. Welcome", "2. Your topics", "3. Other matters, next date"]),
        (
            BodyKind.ADVISORY_BOARD,
            [
                "1. Welcome",
                "2. Minutes of the last meeting",
                "3. Report from the steering group",
                "4. Your topics",
                "5. Other matters, next date",
            ],
        ),
    ],
)
async def test_other_bodies_have_a_frame_of_their_own(town: Town, kind: BodyKind, points: list[str]) -> None:
    body = town.database.transact(create_body, "XXX", "Kreis", kind)
    town.database.transact(create_meeting, body, local(27, 10, 2009, 19))
    guest = await join_town(town, "Olga", (body, MEMBER))

    shown = await guest.forges(AGENDA)

    assert shown[0].splitlines()[6:] == points


async def test_an_event_has_a_programme_and_a_cancelled_meeting_no_agenda(town: Town) -> None:
    weber = await join_town(town, "Weber", role=Role.COORDINATOR)
    town.database.transact(create_meeting, None, local(27, 10, 2009, 19), title="Fest", place="")
    town.database.transact(create_meeting, None, local(27, 10, 2009, 19), title="Fest", state="cancelled", place="")

    event = await weber.forges(AGENDA)
    buttons = weber.buttons
    cancelled = await weber.forges("agenda:2")
    topic = await weber.forges("topicnew:1")

    assert event[0].splitlines()[-3:] == ["1. Welcome", "2. Fest", "3. Questions and conversation"]
    assert buttons == ["📄 Agenda (Word)", "🖨 Attendance sheet"]
    assert cancelled == ["🚫 Cancelled: this meeting does not take place.\n\nFest\n📅 Tuesday, 27.10.2009, 19:00"]
    assert topic == [NOT_AVAILABLE]
    assert callback_data(weber) == []
