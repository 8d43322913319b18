"""Calendar files: read by three independent programs, compared field by field; lines, folding and zones by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.documents.calendar import LENGTH, Event, Origin, uid_of, write_feed, write_invitation
from bot.documents.timezones import describe_zone
from bot.text import clean
from tests.documents.readers import READERS, Entry, lines_of
from tests.towns import BERLIN, local

ARABIC = ("مركز لقاء الأجيال، شارع ليوبولد ٢٣؛ الباب الخلفي " * 7)[:300]
HOSTILE = 'a,b;c\\d "e" \r\nATTENDEE:mailto:eve@example.org\r\n\u202egnp.exe\u2066\x00\x1b\u0085\u2028END:VEVENT'
SUMMER, WINTER = local(29, 6, 2010, 19), local(27, 10, 2009, 19)
ORIGIN = Origin("Coburg", "Integrationskonzept für Coburg", BERLIN, local(13, 10, 2009, 10))
WORDS = {
    "de": ("Treffen: AG Bildung", "Wenn sich etwas ändert,\nsteht es im Chat."),
    "ru": ("Встреча: AG Bildung (Образование)", "Если что-то изменится, вы прочитаете это в чате."),
    "tr": ("Toplantı: AG Bildung (Eğitim)", "Bir şey değişirse, sohbette okursunuz."),
    "ar": ("اجتماع: AG Bildung (التعليم)", "إذا تغيّر شيء، فستقرؤه في المحادثة."),
}


def _event(language: str = "de", starts_at: datetime = WINTER, **details: Any) -> Event:
    summary, description = WORDS[language]
    values = {"number": 17, "sequence": 0, "place": "Rathaus, Markt 1, 96450 Coburg", "guests": "AG Bildung"}
    return Event(starts_at=starts_at, **{"summary": summary, "description": description, **values, **details})


def _expected(event: Event, method: str) -> Entry:
    starts_at = event.starts_at.astimezone(UTC)
    texts = [" ".join(clean(event.summary).split()), clean(event.description), " ".join(clean(event.place).split())]
    status = "CANCELLED" if event.is_cancelled else "CONFIRMED"
    uid = f"meeting-{event.number}@coburg.mitwirken.invalid"
    return Entry(method, uid, event.sequence, starts_at, starts_at + LENGTH, status, *texts)


CASES = {
    f"{language}, {change}, {season}": _event(
        language, starts_at, sequence=number, is_cancelled=change == "cancelled", place=place
    )
    for language, place in [("de", "Rathaus, Markt 1, 96450 Coburg"), ("ru", ""), ("tr", HOSTILE), ("ar", ARABIC)]
    for number, change in enumerate(["invited", "changed", "cancelled"])
    for season, starts_at in [("winter", WINTER), ("summer", SUMMER)]
} | {
    "hostile": _event(summary=HOSTILE, description=HOSTILE, place=HOSTILE, guests=HOSTILE),
    "the last hour of summer time": _event(starts_at=datetime(2009, 10, 25, 0, 30, tzinfo=UTC)),
    "the first hour of winter time": _event(starts_at=datetime(2009, 10, 25, 1, 30, tzinfo=UTC)),
    "over the beginning of summer time": _event(starts_at=datetime(2010, 3, 28, 0, 30, tzinfo=UTC)),
    "New Year's Eve": _event(starts_at=local(31, 12, 2009, 23, 30)),
    "in ten years": _event(starts_at=local(1, 7, 2019, 19)),
}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("case", CASES)
def test_three_programs_read_what_was_written(case: str, reader: str) -> None:
    event = CASES[case]

    content = write_invitation(event, ORIGIN)

    expected = _expected(event, "CANCEL" if event.is_cancelled else "REQUEST")
    assert READERS[reader](content) == [expected]


@pytest.mark.parametrize("case", CASES)
def test_lines_are_folded_at_75_octets_and_end_with_crlf(case: str) -> None:
    lines = lines_of(write_invitation(CASES[case], ORIGIN))

    assert [line for line in lines if len(line) > 75] == []
    assert [line.decode() for line in lines if line.startswith((b"BEGIN:VEVENT", b"END:VEVENT"))] == [
        "BEGIN:VEVENT",
        "END:VEVENT",
    ]


def test_hostile_words_make_no_property_and_turn_no_direction() -> None:
    content = write_invitation(CASES["hostile"], Origin(HOSTILE, HOSTILE, BERLIN, ORIGIN.now))

    event: Any = icalendar.Calendar.from_ical(content).walk("VEVENT")[0]
    addresses = [str(event["ORGANIZER"]), str(event["ATTENDEE"])]
    assert addresses == ["invalid:nomail", "invalid:nomail"]
    assert [code for code in "\u202e\u2066\x00\x1b\u0085\u2028" if code in content.decode()] == []
    assert event["UID"] == "meeting-17@a-b-c-d-e-attendee-mailto-eve-example-org-gnp-exe-end-vevent.mitwirken.invalid"


def test_nobody_is_named_and_nothing_rings() -> None:
    content = write_invitation(_event(), ORIGIN).decode()

    event: Any = icalendar.Calendar.from_ical(content).walk("VEVENT")[0]
    assert {name: str(event[name].params["CN"]) for name in ("ORGANIZER", "ATTENDEE")} == {
        "ORGANIZER": "Integrationskonzept für Coburg",
        "ATTENDEE": "AG Bildung",
    }
    assert event["ATTENDEE"].params["CUTYPE"] == "GROUP"
    assert ("mailto" in content, "VALARM" in content) == (False, False)


@pytest.mark.parametrize(
    ("town", "uid"),
    [
        ("Coburg", "meeting-3@coburg.mitwirken.invalid"),
        ("Große Kreisstadt Nürnberg", "meeting-3@grosse-kreisstadt-nurnberg.mitwirken.invalid"),
        ("كوبورغ", "meeting-3@mitwirken.invalid"),
        ("x" * 90, f"meeting-3@{'x' * 60}.mitwirken.invalid"),
    ],
)
def test_a_meeting_has_one_name_for_ever(town: str, uid: str) -> None:
    assert uid_of(3, town) == uid


def test_what_the_wall_clock_shows_for_the_second_time_is_written_in_utc() -> None:
    content = write_invitation(CASES["the first hour of winter time"], ORIGIN)

    times = [line for line in lines_of(content) if line.startswith((b"DTSTART:2009", b"DTEND:2009"))]
    assert times == [b"DTSTART:20091025T013000Z", b"DTEND:20091025T033000Z"]


def test_the_zone_shows_the_towns_wall_clock_for_twenty_years() -> None:
    zone = describe_zone(BERLIN, 2008).to_ical().decode()
    read = vobject.readOne(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{zone}END:VCALENDAR\r\n").vtimezone.gettzinfo()
    hours = [datetime(2009, 1, 1, 12) + timedelta(hours=7) * number for number in range(25_000)]  # noqa: DTZ001

    differing = [hour for hour in hours if read.utcoffset(hour) != BERLIN.utcoffset(hour)]

    assert hours[-1].year == 2028
    assert differing == []


@pytest.mark.parametrize("name", ["Europe/Istanbul", "America/Sao_Paulo", "Australia/Sydney", "UTC"])
def test_other_zones_are_described_too(name: str) -> None:
    event = _event(starts_at=datetime(2026, 6, 1, 17, tzinfo=UTC))

    content = write_invitation(event, Origin("Coburg", "x", ZoneInfo(name), ORIGIN.now))

    assert [reader(content)[0].starts_at for reader in READERS.values()] == [event.starts_at] * 3


@pytest.mark.parametrize("reader", READERS)
def test_a_feed_is_read_by_all_three(reader: str) -> None:
    events = [
        _event("ar", WINTER, number=1, place=ARABIC),
        _event("ar", WINTER + timedelta(days=8), number=2, is_cancelled=True, sequence=2),
    ]

    content = write_feed(events, ORIGIN, name="Integrationskonzept für Coburg")

    assert READERS[reader](content) == [_expected(event, "PUBLISH") for event in events]
    assert b"ATTENDEE" not in content
    assert [line for line in lines_of(content) if len(line) > 75] == []


def test_a_feed_without_meetings_is_a_calendar_too() -> None:
    calendar: Any = icalendar.Calendar.from_ical(write_feed([], ORIGIN, name="Coburg"))

    assert [component.name for component in calendar.walk()] == [
        "VCALENDAR",
        "VTIMEZONE",
        "DAYLIGHT",
        "STANDARD",
    ]
    assert (str(calendar["REFRESH-INTERVAL"].to_ical().decode()), calendar["X-PUBLISHED-TTL"]) == ("PT1H", "PT1H")


#: But for `\\N`, which the library that writes takes for a line break: whoever types it gets one.
_ANYTHING = st.text(max_size=120).filter(lambda text: "\\N" not in text)


@settings(max_examples=60, deadline=None)
@given(_ANYTHING, _ANYTHING, _ANYTHING)
def test_whatever_people_write_arrives_as_it_was_cleaned(summary: str, description: str, place: str) -> None:
    event = _event(summary=summary, description=description, place=place)

    content = write_invitation(event, Origin(summary, place, BERLIN, ORIGIN.now))

    expected = replace(_expected(event, "REQUEST"), uid=uid_of(17, summary))
    assert READERS["icalendar"](content) == [expected]
    assert [line for line in lines_of(content) if len(line) > 75] == []
