"""Coburg as at 13.10.2009, from the file to the rows; and files that do not fit."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from bot.languages import LOCALES
from bot.services import bodies, phases
from bot.services.imports import OtherTown, import_town
from bot.towns import COBURG, TownFile, TownFileError, read_town
from models import (
    Base,
    Body,
    BodyAlias,
    BodyKind,
    BodyState,
    BodyText,
    Figure,
    Measure,
    Meeting,
    Phase,
    Result,
    Submission,
    Town,
)
from models.database import Database
from tests.towns import BERLIN, CONFERENCE_DAY, local

TABLES: tuple[type[Base], ...] = (
    Town, Figure, Body, BodyText, BodyAlias, Phase, Meeting, Result, Submission, Measure,
)  # fmt: skip


def bring(database: Database, file: TownFile | None = None) -> Town:
    return database.transact(import_town, file or read_town(COBURG), timezone=BERLIN, now=CONFERENCE_DAY)


def counts(session: Session) -> list[int]:
    return [session.scalar(select(func.count()).select_from(table)) or 0 for table in TABLES]


def changed(**parts: Any) -> TownFile:
    return TownFile.model_validate({**json.loads(COBURG.read_text(encoding="utf-8")), **parts})


def test_coburg_comes_in_whole_and_twice_is_the_same(database: Database) -> None:
    bring(database)
    once = database.look(counts)
    bring(database)

    assert once == [1, 6, 11, 77, 7, 3, 2, 2, 3, 4]
    assert database.look(counts) == once


def test_figures_are_quoted_as_the_source_has_them(database: Database) -> None:
    bring(database)

    with_notes = select(Figure.value, Figure.note).order_by(Figure.id)
    assert database.look(lambda session: list(session.execute(with_notes))) == [
        ("41247", ""),
        ("38614", ""),
        ("2633 (= 6,3 %)", ""),
        ("107", "incl. Deutsch"),
        ("ca. 8 %", "mit deutscher Nationalität; nicht in Statistik erfasst"),
        ("ca. 10 – 15 %, ca. 4000 – 6000 Personen", ""),
    ]


def test_bodies_are_what_they_were_on_that_day(database: Database) -> None:
    bring(database)

    def of(*kinds: BodyKind) -> list[str]:
        return [body.code for body in database.look(bodies.list_active, *kinds)]

    assert of(BodyKind.WORKING_GROUP) == ["BIL", "BER", "BEG", "OEF"]
    assert of(BodyKind.STEERING_GROUP, BodyKind.ADVISORY_BOARD) == ["STG", "BEI"]
    assert of(BodyKind.NETWORK, BodyKind.CIRCLE) == ["GSP", "NET"]


def test_the_old_circle_leads_to_the_network_it_became(database: Database) -> None:
    bring(database)

    network = database.look(bodies.find_by_code, "AKA")

    assert network is not None
    assert (network.code, network.founded, network.founded_year) == ("NET", "01.01.2005", 2005)


@pytest.mark.parametrize(
    ("day", "numbers"),
    [(date(2009, 10, 13), [1]), (date(2009, 12, 15), [1, 2]), (date(2010, 8, 15), []), (date(2011, 7, 31), [3])],
)
def test_phases_overlap_and_leave_a_gap(database: Database, day: date, numbers: list[int]) -> None:
    bring(database)

    calendar = database.look(phases.get_calendar, today=day)
    assert [phase.number for phase in calendar.current] == numbers


def test_stadtteilmuetter_come_from_two_groups_with_high_priority(database: Database) -> None:
    bring(database)

    def read(session: Session) -> list[tuple[str, str, list[tuple[str, str | None]], list[str]]]:
        return [
            (result.number, result.title, [(by.body.code, by.priority) for by in result.submissions],
             [field.code for field in result.fields])
            for result in session.scalars(select(Result).order_by(Result.id))
        ]  # fmt: skip

    assert database.look(read) == [
        ("BIL-01", "Stadtteilmütter", [("BIL", "high"), ("BEG", "high")], ["BIL", "BEG"]),
        ("BEG-01", "Interkulturelles Begegnungsfest", [("BEG", None)], ["BEG"]),
    ]


def test_every_body_has_a_name_in_every_shipped_language_and_fits_a_button() -> None:
    file = read_town(COBURG)

    assert {code for body in file.bodies for code in set(LOCALES) - set(body.texts)} == set()
    assert [body.short_name for body in file.bodies if len(f"{body.emoji} AG {body.short_name}") > 25] == []


def test_a_changed_file_brings_names_and_states_and_leaves_results_alone(database: Database) -> None:
    bring(database)
    database.transact(lambda session: session.execute(update(Result).values(text="Seither beraten.")))
    data = json.loads(COBURG.read_text(encoding="utf-8"))
    data["bodies"][4] |= {"state": "active", "place": "Klinikum"}

    bring(database, changed(bodies=data["bodies"], measures=[]))

    health = database.look(bodies.find_by_code, "GES")
    assert health is not None
    assert (health.state, health.place) == (BodyState.ACTIVE, "Klinikum")
    assert database.look(lambda session: session.scalars(select(Result.text).distinct()).all()) == ["Seither beraten."]
    assert database.look(counts)[-1] == 4


def test_another_town_is_refused_and_nothing_changes(database: Database) -> None:
    bring(database)

    with pytest.raises(OtherTown, match="Coburg"):
        bring(database, changed(town={"name": "Kronach", "process": "Leitbild"}, measures=[]))

    assert database.look(counts)[-1] == 4


def test_an_event_with_a_time_is_at_that_time_of_the_wall_clock(database: Database) -> None:
    bring(database, changed(events=[{"title": "Fest", "held_on": "2009-07-04", "held_at": "14:00", "body": "GSP"}]))

    event = database.look(lambda session: session.scalars(select(Meeting)).one())

    assert (event.starts_at, event.body and event.body.code) == (local(4, 7, 2009, 14), "GSP")


BAD_FILES: list[tuple[dict[str, Any], str]] = [
    ({"format": 2}, "format: Input should be 1"),
    ({"twon": {}}, "twon: Extra inputs are not permitted"),
    ({"figures": [{"name": "Einwohner", "value": "41247"}]}, "figures[0].as_of: Field required"),
    ({"phases": [{"number": 1, "starts_on": "2009-13", "ends_on": "2009-12"}]},
     "phases[0].starts_on: Input should be a valid date or datetime, month value is outside expected range of 1-12"),
    ({"phases": [{"number": 1, "starts_on": "2009-12", "ends_on": "2009-13"}]},
     "phases[0].ends_on: month must be in 1..12"),
    ({"phases": [{"number": 1, "starts_on": "2009-12", "ends_on": "2009-11"}]},
     "phases[0]: a phase cannot end before it starts"),
    ({"results": [{"title": "Fest", "by": [{"body": "XXX"}]}]}, "results[0].by: there is no body with the code XXX"),
    ({"results": [{"title": "Fest", "by": [{"body": "STG"}]}]}, "results[0].by: STG is no working group"),
    ({"results": [{"title": "Fest", "by": []}]},
     "results[0].by: List should have at least 1 item after validation, not 0"),
    ({"measures": [{"title": "Leitbild"}, {"title": "Leitbild"}]}, "measures: Leitbild stands there twice"),
]  # fmt: skip


@pytest.mark.parametrize(("parts", "sentence"), BAD_FILES)
def test_a_file_that_does_not_fit_is_named_with_its_place(tmp_path: Path, parts: dict[str, Any], sentence: str) -> None:
    path = write(tmp_path, {**json.loads(COBURG.read_text(encoding="utf-8")), **parts})

    assert complaint(path) == f"{path}: {sentence}."


@pytest.mark.parametrize(
    ("details", "sentence"),
    [
        ({"short_name": "x" * 26}, "bodies[9].short_name: String should have at most 25 characters"),
        ({"successor": "ABC"}, "bodies[9].successor: there is no body with the code ABC"),
        ({"successor": "AKA"}, "bodies[9].successor: this leads back to NET"),
        ({"texts": {"xx": {"name": "?"}}},
         "bodies[9].texts.xx.[key]: 'xx' is not one of the shipped languages de, de-simple, ru, tr, ar, uk, en"),
    ],
)  # fmt: skip
def test_a_body_that_does_not_fit_is_named_with_its_place(
    tmp_path: Path, details: dict[str, Any], sentence: str
) -> None:
    data = json.loads(COBURG.read_text(encoding="utf-8"))
    data["bodies"][9] |= details
    path = write(tmp_path, data)

    assert complaint(path) == f"{path}: {sentence}."


def test_what_is_no_json_is_named_with_line_and_column(tmp_path: Path) -> None:
    broken, latin = tmp_path / "broken.json", tmp_path / "latin.json"
    broken.write_text('{"format": 1,\n "town": }', encoding="utf-8")
    latin.write_bytes('"Gemäß"'.encode("latin-1"))

    assert complaint(broken) == f"{broken}, line 2, column 10: this is no JSON, Expecting value."
    assert complaint(latin) == f"{latin} is not written in UTF-8."
    assert complaint(tmp_path) == f"{tmp_path} cannot be read: Is a directory."
    assert complaint(tmp_path / "none.json") == f"{tmp_path / 'none.json'} cannot be read: No such file or directory."


def write(folder: Path, data: dict[str, Any]) -> Path:
    path = folder / "town.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def complaint(path: Path) -> str:
    with pytest.raises(TownFileError) as caught:
        read_town(path)
    return str(caught.value)
