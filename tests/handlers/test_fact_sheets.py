"""The fact sheet as a Word page: every field of domain 2.4 in German, what is missing said, never a person's name."""

from __future__ import annotations

import io
from datetime import date

from docx import Document
from sqlalchemy.orm import Session

from bot.callback_data.profiles import PrintSheet
from bot.documents.printout import Heading, Table
from bot.i18n import _, use_locale
from bot.messages.fact_sheets import fact_sheet_blocks
from bot.messages.scales import measure_state, outcome, profile_field
from bot.services.standings import list_families
from models import (
    Competence,
    Consultation,
    Measure,
    MeasureNote,
    MeasureState,
    Outcome,
    Paper,
    PaperItem,
    PaperState,
    ProfileEntry,
    ProfileField,
    Result,
    ResultState,
    Tag,
)
from models.profile import result_tags
from tests.factories import LONG_AGO
from tests.steering import Steered, steered
from tests.towns import Town

#: What is filled in by whom the test says.
FILLED = {
    ProfileField.NEED: "Viele Familien kommen nicht an.\x0b",
    ProfileField.GOALS: "Familien <erreichen>",
    ProfileField.FUNDED_UNTIL: "06/2015",
}


def _rows(content: bytes) -> list[tuple[str, ...]]:
    (table,) = Document(io.BytesIO(content)).tables
    return [tuple(cell.text for cell in row.cells) for row in table.rows]


def _fill(session: Session, made: Steered) -> None:
    number = made.results["BIL-01"]
    session.get_one(Result, number).state = ResultState.ACCEPTED
    for field, text in FILLED.items():
        author = made.people["Olga"]
        session.add(ProfileEntry(result_id=number, field=field, text=text, author_id=author, written_at=LONG_AGO))
    tag = Tag(name="Soziale Stadt", contact="")
    session.add(tag)
    session.flush()
    session.execute(result_tags.insert().values(result_id=number, tag_id=tag.id))


def _decide(session: Session, made: Steered) -> None:
    paper = Paper(number=1, reference="123/2009", state=PaperState.DECIDED, created_at=LONG_AGO)
    paper.items = [PaperItem(result_id=made.results["BIL-01"], position=1)]
    station = Consultation(
        position=1,
        committee="Stadtrat",
        competence=Competence.DECISION,
        held_on=date(2009, 12, 17),
        outcome=Outcome.UNANIMOUS,
    )
    paper.consultations = [station]
    note = MeasureNote(text="Träger gefunden.", written_at=LONG_AGO)
    measure = Measure(number="BIL-01", title="x", result_id=made.results["BIL-01"], created_at=LONG_AGO)
    measure.state, measure.notes = MeasureState.UNDERWAY, [note]
    session.add_all([paper, measure])


async def test_every_field_stands_on_the_page_and_what_is_missing_is_said(town: Town) -> None:
    made, people = await steered(town)
    town.database.transact(_fill, made)

    heard = await people["Olga"].forges(PrintSheet(made.results["BIL-01"]).pack())

    with use_locale("de"):
        missing, unknown = _("still open"), _("still to be found out")
        state, labels = measure_state(MeasureState.REVIEWED), {field: profile_field(field) for field in ProfileField}
    head, *printed = _rows(people["Olga"].file)
    rows = {row[0]: row[1] for row in printed}
    assert head == ("Feld", "Inhalt")
    assert rows["Finanzierung bis"] == "06/2015"
    assert heard == ["📄 Fact sheet BIL-01, in German"]
    assert list(rows.values()) == [
        "BIL-01",
        "Stadtteilmütter",
        "Mütter besuchen Familien.",
        "AG Bildung und AG Begegnung",
        "AG Bildung (Hoch) und AG Begegnung (Hoch)",
        "Viele Familien kommen nicht an.",
        "Familien <erreichen>",
        *[missing] * 6,
        *[unknown] * 3,
        "06/2015",
        missing,
        "Soziale Stadt",
        state,
    ]
    assert set(labels.values()) <= set(rows)
    assert rows[labels[ProfileField.FUNDING]] == unknown


async def test_after_the_decision_the_page_says_what_was_decided_and_how_it_goes(town: Town) -> None:
    made, people = await steered(town)
    town.database.transact(_decide, made)

    await people["Klaus"].forges(PrintSheet(made.results["BIL-01"]).pack())

    with use_locale("de"):
        decided, underway = outcome(Outcome.UNANIMOUS), measure_state(MeasureState.UNDERWAY)
        number = _("Paper No. %(number)s") % {"number": "123/2009"}
    contents = [content for _label, content in _rows(people["Klaus"].file)]
    assert contents[-3:] == [
        underway,
        "15.01.2009: Träger gefunden.",
        f"Stadtrat, 17.12.2009, {decided}, {number}",
    ]


async def test_nobody_is_named_on_the_page(town: Town) -> None:
    made, people = await steered(town)
    town.database.transact(_fill, made)

    await people["Petra"].forges(PrintSheet(made.results["BIL-01"]).pack())

    content = " ".join(cell for row in _rows(people["Petra"].file) for cell in row)
    assert [name for name in people if name in content] == []


async def test_a_paper_takes_the_fact_sheet_as_an_annex(town: Town) -> None:
    await steered(town)
    standing = town.database.look(list_families)[0]

    with use_locale("de"):
        heading, table = fact_sheet_blocks(standing, {}, ["Soziale Stadt"], MeasureState.IN_PAPER)

    assert isinstance(heading, Heading)
    assert isinstance(table, Table)
    assert heading.text.endswith("BIL-01")
    assert [content for _label, content in table.rows][-2] == "Soziale Stadt"
