"""A town leaves as the file that it came in: JSON and spreadsheet alike, and comes in again as the same."""

from __future__ import annotations

import copy
import io
import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy.orm import Session

from bot.services.exports import export_town
from bot.services.imports import import_town
from bot.towns import COBURG, TownFile, TownFileError, read_town, spreadsheet
from models import Meeting, Minutes, MinutesState
from models.database import Database
from tests.databases import Databases
from tests.towns import BERLIN, CONFERENCE_DAY

TODAY = date(2011, 12, 1)

#: What became of the process later, as far as a file can say it.
LATER: dict[str, Any] = {
    "people": [{"name": "Frau Beck", "body": "BEI", "note": "Stadträtin"}, {"name": "Herr Wolf", "body": "BIL"}],
    "events": [
        {"title": "Offizielle Auftaktveranstaltung", "held_on": "2009-01-15"},
        {"held_on": "2009-09-22", "held_at": "19:00:00", "body": "BIL", "place": "Rathaus", "heads": 14,
         "minutes": "Stadtteilmütter sollen kommen.\n= keine Formel"},
    ],
    "results": [
        {"number": "BIL-01", "title": "Stadtteilmütter", "text": "Frauen besuchen Familien.",
         "submitted_on": "2009-09-22", "by": [{"body": "BIL", "priority": "high"}], "concerns": ["BIL", "BEG"],
         "topics": ["parents"], "tags": ["Soziale Stadt"],
         "profile": {"goals": "Familien erreichen", "funded_until": "06/2015"},
         "conclusions": [
             {"kind": "query", "reason": "Wer schult?", "concluded_on": "2009-10-01"},
             {"kind": "accept", "concluded_on": "2009-10-20T18:30:00+02:00"},
         ],
         "replies": [{"body": "BIL", "text": "Die Caritas.", "given_on": "2009-10-05"}],
         "releases": [{"released_on": "2009-10-21"}],
         "advices": [{"text": "Finanzierung ab dem 3. Jahr klären.", "given_on": "2009-10-22"}]},
        {"number": "BEG-01", "title": "=Mütter aus dem Viertel", "submitted_on": "2009-09-30",
         "by": [{"body": "BEG"}], "joined_to": "BIL-01",
         "conclusions": [{"kind": "merge", "concluded_on": "2009-10-20", "into": "BIL-01"}]},
    ],
    "papers": [
        {"number": 1, "reference": "2009/123", "state": "decided", "created_on": "2009-11-02", "final_on": "2009-11-20",
         "results": ["BIL-01"], "sections": {"subject": "Stadtteilmütter", "facts": "Anlass …"},
         "consultations": [
             {"committee": "Sozialsenat", "competence": "preliminary", "planned_on": "2009-12-01",
              "held_on": "2009-12-02", "outcome": "unanimous"},
             {"committee": "Stadtrat", "competence": "decision", "planned_on": "2009-12-17", "held_on": "2010-01-28",
              "outcome": "majority", "votes_for": 31, "votes_against": 8, "note": "mit Bericht"},
         ]},
    ],
    "measures": [
        {"number": "BIL-01", "title": "Stadtteilmütter", "result": "BIL-01", "paper": 1, "state": "underway",
         "responsible": "Caritas", "partners": "Jugendamt", "period": "ab 11/2011", "funding": "Soziale Stadt",
         "funded_until": "2015-06-30", "created_on": "2010-01-28", "concerns": ["BIL"], "tags": ["Soziale Stadt"],
         "indicators": ["Erreichte Familien"], "steps": [{"text": "Träger suchen", "due": "Mitte 2010",
                                                          "due_on": "2010-05-01", "done_on": "2011-09-01"}],
         "notes": [{"state": "underway", "text": "Zehn Frauen lernen.", "written_on": "2011-11-07"},
                   {"progress": "slower", "written_on": "2011-11-21T09:30:00+01:00"}],
         "evaluations": [{"outcome": "partly", "evidence": "135 Familien", "given_on": "2011-11-30"}]},
        {"number": "M-01", "title": "Leitbild", "state": "considered", "created_on": "2009-10-13"},
    ],
    "indicators": [
        {"name": "Erreichte Familien", "unit": "Familien", "direction": "more", "body": "BIL", "baseline": 0.0,
         "baseline_on": "2011-11-01", "target": 100.0, "target_on": "2015-11-01",
         "measurements": [{"value": 12.5, "measured_on": "2011-11-30", "is_estimate": True, "note": "geschätzt"}]},
    ],
}  # fmt: skip


def later() -> dict[str, Any]:
    return {**json.loads(COBURG.read_text(encoding="utf-8")), **copy.deepcopy(LATER)}


def bring(database: Database, data: dict[str, Any]) -> None:
    file = TownFile.model_validate_json(json.dumps(data))
    database.transact(import_town, file, timezone=BERLIN, now=CONFERENCE_DAY)


def taken(database: Database) -> dict[str, Any]:
    return database.look(export_town, timezone=BERLIN, today=TODAY)


def test_everything_comes_back_in_the_form_in_which_it_came(database: Database) -> None:
    data = later()

    bring(database, data)

    exported = taken(database)
    assert {name: exported[name] for name in LATER} == LATER
    assert exported["town"] == data["town"]
    assert [body["code"] for body in exported["bodies"]] == [body["code"] for body in data["bodies"]]


def test_what_was_exported_gives_the_same_town_again(database: Database, sqlite_databases: Databases) -> None:
    bring(database, later())
    exported = taken(database)
    again = Database(sqlite_databases.fresh())

    bring(again, exported)

    assert taken(again) == exported
    again.close()


@pytest.mark.parametrize(("state", "text"), [(MinutesState.SENT, ""), (MinutesState.FINAL, "Ein Chor soll kommen.")])
def test_minutes_that_people_may_still_object_to_stay_here(database: Database, state: MinutesState, text: str) -> None:
    bring(database, later() | {"events": [{"held_on": "2009-09-22", "body": "BIL"}]})

    def write(session: Session) -> None:
        meeting = session.query(Meeting).one()
        at = meeting.starts_at
        session.add(Minutes(meeting_id=meeting.id, text="Ein Chor soll kommen.", state=state, sent_at=at, final_at=at))

    database.transact(write)

    assert [event.get("minutes", "") for event in taken(database)["events"]] == [text]


def test_titles_are_as_long_as_a_reader_counts(database: Database) -> None:
    data = later()
    title, name = "क्षि" * 40, "👩🏽‍⚕️" * 25
    data["results"][0]["title"] = data["people"][1]["name"] = title
    data["bodies"][0]["short_name"] = name

    bring(database, data)

    exported = taken(database)
    assert (exported["results"][0]["title"], exported["people"][1]["name"]) == (title, title)
    assert exported["bodies"][0]["short_name"] == name


def test_longer_titles_are_refused(tmp_path: Path) -> None:
    path = edited(tmp_path, {"Ergebnisse": {"B2": "क्षि" * 81}, "Gremien": {"D2": "👩🏽‍⚕️" * 26}})

    assert complaints(path) == [
        f"{path}: Gremien, D2: String should have at most 25 characters.",
        f"{path}: Ergebnisse, B2: String should have at most 80 characters.",
    ]


def test_what_no_cell_may_hold_is_left_out_of_the_spreadsheet() -> None:
    data = later()
    data["results"][0]["title"] = "Stadt\x00teil\x0bmütter\ufffe\uffff\ud800"

    book = load_workbook(io.BytesIO(spreadsheet.write(data)))

    assert book["Ergebnisse"]["B2"].value == "Stadtteilmütter"


def test_the_same_file_twice_changes_nothing(database: Database) -> None:
    bring(database, later())
    once = taken(database)
    bring(database, later())

    assert taken(database) == once


def test_who_is_no_longer_on_the_list_is_forgotten_unless_the_file_has_no_list(database: Database) -> None:
    bring(database, later())
    bring(database, {name: value for name, value in later().items() if name != "people"})
    with_all = taken(database)["people"]

    bring(database, later() | {"people": LATER["people"][:1]})

    assert (with_all, taken(database)["people"]) == (LATER["people"], LATER["people"][:1])


def test_a_spreadsheet_says_the_same_as_the_file(database: Database, tmp_path: Path) -> None:
    bring(database, later())
    exported = taken(database)
    path = tmp_path / "coburg.xlsx"

    path.write_bytes(spreadsheet.write(exported))

    assert read_town(path) == TownFile.model_validate_json(json.dumps(exported))


def test_measures_of_the_same_title_keep_their_own_steps_in_a_spreadsheet(tmp_path: Path) -> None:
    data = later()
    data["measures"] += [
        {"number": f"M-0{number}", "title": "Chor", "steps": [{"text": step}], "notes": [{"written_on": "2011-11-07"}]}
        for number, step in ((2, "Leitung suchen"), (3, "Raum suchen"))
    ]
    path = tmp_path / "coburg.xlsx"

    path.write_bytes(spreadsheet.write(data))

    read = [(each.number, [step.text for step in each.steps], len(each.notes)) for each in read_town(path).measures]
    assert read[-2:] == [("M-02", ["Leitung suchen"], 1), ("M-03", ["Raum suchen"], 1)]


def test_what_begins_like_a_formula_stays_text(database: Database) -> None:
    bring(database, later())

    book = load_workbook(io.BytesIO(spreadsheet.write(taken(database))))

    cell = book["Ergebnisse"]["B3"]
    assert (cell.value, cell.data_type) == ("=Mütter aus dem Viertel", "s")


def test_every_bad_row_is_told_with_its_place(tmp_path: Path) -> None:
    path = edited(tmp_path, {"Ergebnisse": {"I3": "BIL01"}, "Vorlagen": {"D2": "fertig"}})

    assert complaints(path) == [
        f"{path}: Ergebnisse, I3: String should match pattern '^[A-Z]{{1,8}}-\\d{{2,5}}$'.",
        f"{path}: Vorlagen, D2: Input should be 'draft', 'final', 'decided' or 'withdrawn'.",
    ]


def test_what_does_not_agree_is_told_all_at_once(tmp_path: Path) -> None:
    path = edited(tmp_path, {"Ergebnisse": {"E3": "XXX: hoch", "I3": "BIL-77"}, "Personen": {"B3": "YYY"}})

    assert complaints(path) == [
        f"{path}: Personen, B3: there is no body with the code YYY.",
        f"{path}: Ergebnisse, E3: there is no body with the code XXX.",
        f"{path}: Ergebnisse, I3: there is no result with the number BIL-77.",
    ]


def test_formulas_unknown_columns_and_rows_without_their_entry_are_told(tmp_path: Path) -> None:
    path = edited(
        tmp_path, {"Gremien": {"C2": "=1+1", "P1": "Farbe"}, "Schritte": {"A2": "Nirgends"}, "Zettel": {"A1": "?"}}
    )

    assert complaints(path) == [
        f"{path}: there is no sheet called Zettel.",
        f"{path}: Gremien, P1: there is no column called Farbe.",
        f"{path}: Gremien, C2: this is a formula; write its value.",
        f"{path}: Schritte, row 2: Maßnahme names nothing that stands on another sheet.",
    ]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no spreadsheet at all"])
def test_what_is_no_spreadsheet_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "town.xlsx"
    path.write_bytes(content)

    assert complaints(path) == [f"{path}: this is no spreadsheet (.xlsx)."]


def test_a_spreadsheet_that_swells_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "town.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"\0" * (spreadsheet.MOST_BYTES + 1))

    assert complaints(path) == [f"{path}: this is too large for a town."]


def edited(folder: Path, cells: dict[str, dict[str, str]]) -> Path:
    """Write the later town as a spreadsheet in which these cells say something else."""
    book = load_workbook(io.BytesIO(spreadsheet.write(later())))
    for title, values in cells.items():
        sheet = book[title] if title in book.sheetnames else book.create_sheet(title)
        for place, value in values.items():
            sheet[place].value = value
    path = folder / "town.xlsx"
    book.save(path)
    return path


def complaints(path: Path) -> list[str]:
    with pytest.raises(TownFileError) as caught:
        read_town(path)
    return list(caught.value.sentences)
