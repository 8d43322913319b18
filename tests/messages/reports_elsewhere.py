"""What the tour does not lead to in papers and pictures: every state, event and risk, nothing at all, very much."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.documents.charts import Span
from bot.i18n import use_locale
from bot.messages import OutgoingMessage, briefings, everything, pictures, public_lists, report_pages, status_files
from bot.messages import status_words as words
from bot.services.everything import Everything
from bot.services.phases import Calendar
from bot.services.public_list import PublicList
from bot.services.status_entries import Entry, Event, PaperEntry, Risk
from bot.services.status_reports import StatusReport
from models import (
    Body,
    BodyKind,
    Competence,
    Conclusion,
    ConclusionKind,
    Consultation,
    Indicator,
    Measure,
    Measurement,
    MeasureNote,
    MeasureState,
    MeasureStep,
    Milestone,
    Outcome,
    Paper,
    PaperState,
    Phase,
    Priority,
    Progress,
    Result,
    Town,
)

_HOSTILE = '<b>&" مرحبا'
_DAY, _LATER = date(2009, 10, 13), date(2009, 12, 31)
_NOW = datetime(2009, 10, 13, 8, 0, tzinfo=UTC)
_TOWN = Town(name="Coburg", process="Integrationskonzept", contact="", report_recipient="")


def _body(number: int = 1) -> Body:
    body = Body(id=number, kind=BodyKind.WORKING_GROUP, code="BIL", name="Bildung", short_name="Bildung", emoji="")
    body.texts = []
    return body


def _station(**details: Any) -> Consultation:
    return Consultation(id=1, position=0, committee="Stadtrat", competence=Competence.DECISION, **details)


def _entry(status: MeasureState, **details: Any) -> Entry:
    measure = Measure(id=1, number="M-01", title=_HOSTILE, funded_until=_LATER, state=status)
    about: dict[str, Any] = {
        "result": None, "measure": measure, "groups": {}, "fields": (), "is_concluded": False, "is_in_paper": False,
        "is_decided": False, "happened": None, "next_step": None, "risks": (), "indicators": (),
    }  # fmt: skip
    return Entry(status=status, **(about | details))


def _events() -> Iterator[Event]:
    yield Event(_DAY, Result(number="BIL-01"))
    yield from (Event(_DAY, Conclusion(kind=kind)) for kind in ConclusionKind)
    yield Event(_DAY, _station(outcome=Outcome.UNANIMOUS, held_on=_DAY))
    yield from (Event(_DAY, MeasureNote(text="", progress=progress)) for progress in Progress)
    yield Event(_DAY, MeasureNote(text="", state=MeasureState.UNDERWAY))


def _indicator(**details: Any) -> Indicator:
    indicator = Indicator(id=1, name="Kita", unit="%", **details)
    indicator.measurements = [Measurement(value=61.5, measured_on=_DAY, is_estimate=True)]
    indicator.body = None
    return indicator


def _entries() -> list[Entry]:
    indicator = _indicator()
    held = [_entry(MeasureState.UNDERWAY, happened=event) for event in _events()]
    steps = (MeasureStep(text="Schulung", due="im März"), MeasureStep(text="Schulung", due=""), _station())
    first = _entry(
        MeasureState.PROPOSED,
        result=Result(id=1, number="BIL-01", title=_HOSTILE),
        groups={_body(): Priority.HIGH},
        risks=tuple(Risk),
        indicators=((indicator, indicator.measurements[0]),),
    )
    states = [_entry(status) for status in MeasureState]
    return [
        first,
        *states,
        *held,
        _entry(MeasureState.REVIEWED, happened=Event(_DAY, Conclusion(kind=ConclusionKind.QUERY))),
        *(_entry(MeasureState.PLANNED, next_step=one) for one in steps),
    ]


def _report(entries: list[Entry], *, much: bool, day: date = _DAY) -> StatusReport:
    body = _body()
    paper = Paper(id=1, number=1, state=PaperState.FINAL)
    paper.consultations = [_station(planned_on=_LATER)]
    phase = Phase(number=1, name="Analyse", starts_on=date(2009, 1, 1), ends_on=_LATER, began_on=date(2009, 1, 15))
    reached = Milestone(id=1, name="Auftakt", planned="", reached_on=date(2009, 1, 15))
    stones = [reached, *(Milestone(id=n, name=f"Stein {n}", planned="", planned_on=_LATER) for n in range(2, 14))]
    return StatusReport(
        Calendar(day, (phase,) if much else ()),
        tuple(entries),
        (PaperEntry(paper, PaperState.FINAL, paper.consultations[0]),) if much else (),
        dict.fromkeys(MeasureState, 1) if much else {},
        (body,) if much else (),
        (body,) if much else (),
        (_body(2),) if much else (),
        (_body(3),) if much else (),
        {body: None if much else 9},
        None if much else 9,
        1,
        tuple(stones) if much else (),
        (_indicator(), _indicator(target=75)) if much else (),
    )


def reports_said(locale: str) -> list[OutgoingMessage]:
    """Say it."""
    much, nothing = _report(_entries(), much=True), _report([], much=False, day=_LATER)
    zone = ZoneInfo("Europe/Berlin")
    listed = [PublicList(_DAY, tuple(entries)) for entries in ([], _entries()[:1], _entries()[:2])]
    nobody = Everything(_DAY, (), {}, (), (), {}, ())
    return [
        report_pages.overview(locale, _TOWN),
        *(
            report_pages.report_page(locale, one, _DAY)
            for one in (much, nothing, replace(much, entries=much.entries[:1]))
        ),
        pictures.picture(locale, pictures.Kind.FLOW, much, _TOWN, _NOW, zone),
        *(public_lists.public_page(locale, one, changed=True) for one in listed),
        briefings.briefing(locale, much, _TOWN, _NOW, zone),
        everything.workbook(locale, nobody, _TOWN, _NOW, zone),
        status_files.status_file(locale, much, status_files.Form.TABLE, _TOWN, _NOW, zone),
    ]


def words_in_reports(locale: str) -> list[str]:
    """Return what stands in papers, workbooks and pictures."""
    much, nothing = _report(_entries(), much=True), _report([], much=False, day=_LATER)
    with use_locale(locale):
        return [*_in_tables(much), *_in_papers(much, nothing), *_in_pictures(much, nothing), *_in_workbooks()]


def _in_tables(report: StatusReport) -> Iterator[str]:
    yield from words.table_head()
    yield from (cell for entry in report.entries for cell in words.table_row(entry))
    yield from (words.field_name(body) for body in (None, _body()))
    yield from (text for line in words.group_lines(report) for text in line)


def _in_papers(much: StatusReport, nothing: StatusReport) -> Iterator[str]:
    two = replace(much, entries=much.entries[:1] * 2, papers=much.papers * 2, meetings=2, members_total=1)
    for report in (much, nothing, two):
        papers = [status_files._paper(report, _TOWN, _NOW), briefings._paper(report, _TOWN, _NOW)]
        for paper in papers:
            yield from (paper.title, paper.subtitle, paper.page, *(text for pair in paper.details for text in pair))
        listed = PublicList(_DAY, report.entries[:2])
        press = public_lists._paper(listed, _TOWN, _NOW)
        yield from (press.title, press.page, public_lists._introduction(listed).text)
        yield public_lists._introduction(PublicList(_DAY, report.entries[:1])).text
        for block in [*status_files._words(report, _DAY), *briefings._blocks(report)]:
            yield from (str(getattr(block, name, "")) for name in ("label", "text", "caption"))
        yield from (sheet.name for sheet in (status_files._sheet(report), status_files._totals_sheet(report)))


def _in_pictures(much: StatusReport, nothing: StatusReport) -> Iterator[str]:
    for report in (much, nothing):
        for kind in pictures.Kind:
            chart = pictures._CHARTS[kind](report)
            texts = (
                str(getattr(chart, name, "")) for name in "title empty planned actual day_name target_name".split()
            )
            yield from (pictures.picture_title(kind), *texts, *pictures._WORDS[kind](report))
    both = ((_DAY, _LATER), (_DAY, _DAY))
    yield pictures._span_words(Span("Phase", *both))
    yield from pictures._cut([str(number) for number in range(9)])
    yield from pictures._cut([str(number) for number in range(12)])


def _in_workbooks() -> Iterator[str]:
    nobody = Everything(_DAY, (), {}, (), (), {}, ())
    sheets = (everything._results(nobody, ZoneInfo("Europe/Berlin")), everything._measures(nobody))
    for sheet in (*sheets, everything._papers(nobody), everything._indicators(nobody)):
        yield from (sheet.name, *sheet.head)
    yield everything._stem(nobody)
    yield everything._station(_station(outcome=Outcome.UNANIMOUS, held_on=_DAY))
