"""How meetings read: right to left, long names on buttons, in Telegram's limits."""

from __future__ import annotations

from datetime import UTC, datetime

import regex

from bot.i18n import use_locale
from bot.messages import cards, meetings
from bot.services.attendances import Invitation
from models import Body, BodyKind, Meeting
from tests.towns import BERLIN

NAME = "Interkulturelle Öffnung der Verwaltung und Institutionen"
SEVEN_PM = datetime(2009, 10, 27, 18, 0, tzinfo=UTC)


def _meeting(place: str = "Rathaus, Markt 1") -> Meeting:
    body = Body(name=NAME, short_name="Öffnung Verwaltung", kind=BodyKind.WORKING_GROUP, emoji="🏛", texts=[])
    return Meeting(id=7, body=body, title="", starts_at=SEVEN_PM, place=place, revision=3)


def test_date_time_and_address_keep_their_direction_in_arabic() -> None:
    with use_locale("ar"):
        lines = meetings.describe(_meeting(), BERLIN).splitlines()

    assert regex.findall("\u2066(.*?)\u2069", lines[1]) == ["27.10.2009", "19:00"]
    assert lines[2] == "📍 \u2066Rathaus, Markt 1\u2069"


def test_buttons_stand_one_below_the_other_where_people_read_from_right_to_left() -> None:
    with use_locale("ar"):
        arabic = [len(row) for row in meetings.invitation_buttons(_meeting())]
    with use_locale("en"):
        english = [len(row) for row in meetings.invitation_buttons(_meeting())]

    assert (arabic, english) == ([1, 1, 1, 1], [2, 2])


def test_without_a_place_nobody_is_asked_where_it_is() -> None:
    shown = cards.card("en", Invitation(_meeting(place=""), None), BERLIN)

    assert [button.text for row in shown.rows for button in row] == [
        "✅ I come",
        "❓ I don't know yet",
        "❌ I can't come",
    ]


def test_an_event_is_called_by_its_title_whatever_is_in_it() -> None:
    event = Meeting(id=8, title="Fest <b>für</b> alle & jeden", starts_at=SEVEN_PM, place="Markt <1>", revision=0)

    with use_locale("en"):
        shown = meetings.describe(event, BERLIN)

    assert shown == (
        "<b>Fest &lt;b&gt;für&lt;/b&gt; alle &amp; jeden</b>\n📅 Tuesday, 27.10.2009, 19:00\n📍 Markt &lt;1&gt;"
    )


def test_a_long_name_fits_on_a_button() -> None:
    with use_locale("en"):
        assert meetings.short_label(_meeting(), BERLIN) == "27.10. 🏛 AG Öffnung Verwaltung"
