"""What the tour does not lead to about papers as Word files: refusals, two versions, annexes of every kind."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from bot.documents.council_paper import CouncilPaper
from bot.documents.printout import Paragraph, Table
from bot.errors import BadFile, FileProblem
from bot.i18n import use_locale
from bot.messages import OutgoingMessage, errors, paper_files
from bot.messages.paper_files import council_paper
from bot.services.paper_files import Contents, Extract
from bot.services.paper_returns import CHOOSE, FILE, REVIEW, Change, Review
from bot.services.papers import Bundle, Item
from bot.services.standings import Standing
from bot.services.visitors import DialogueView
from models import (
    Advice,
    Body,
    BodyKind,
    Competence,
    Consultation,
    MeasureState,
    Outcome,
    Paper,
    PaperSection,
    PaperState,
    Result,
    ResultState,
    SectionText,
    Submission,
    Town,
)

HOSTILE = '<b>&" مرحبا'
BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2009, 10, 13, 8, 0, tzinfo=UTC)


def _body() -> Body:
    return Body(id=1, kind=BodyKind.WORKING_GROUP, code="BIL", name=HOSTILE, short_name=HOSTILE, place="", emoji="")


def _paper(state: PaperState, *stations: Consultation) -> Paper:
    paper = Paper(id=1, number=1, reference="", is_public=state is PaperState.DRAFT, state=state, created_at=NOW)
    paper.consultations = list(stations)
    return paper


def _contents(paper: Paper) -> Contents:
    body = _body()
    result = Result(id=1, number="BIL-01", title=HOSTILE, text=HOSTILE, state=ResultState.ACCEPTED)
    result.submissions, result.fields = [Submission(body=body, body_id=1, priority=None)], [body]
    advices = (Advice(result_id=1, text=f"{HOSTILE}\nZweitens", given_at=NOW),)
    item = Item(Standing(result), {}, advices, ())
    extract = Extract(body, NOW, (("BIL-01", HOSTILE, ""),))
    return Contents(Bundle(paper, (item,)), {}, 1, (extract,), {1: MeasureState.IN_PAPER})


def paper_files_said(locale: str) -> list[OutgoingMessage]:
    """Return every refusal, and reviews with and without somebody else's words in between."""
    paper = _paper(PaperState.DRAFT)
    standing = SectionText(id=3, paper_id=1, section=PaperSection.FACTS, text=HOSTILE)
    changes = [Change(PaperSection.FACTS, standing, f"{HOSTILE} neu", is_conflict) for is_conflict in (True, False)]
    reviews = [Review(paper, (change,)) for change in changes]
    asked, chosen = (DialogueView(1, "paperfile", step, {}) for step in (REVIEW, CHOOSE))
    emptied = Review(paper, (Change(PaperSection.FINANCES, None, HOSTILE, False),))
    return [
        *(errors.sentence_for(locale, BadFile(problem)) for problem in FileProblem),
        *(paper_files.review_page(locale, asked, review) for review in reviews),
        *(paper_files.choice_page(locale, chosen, review, overtaken=True) for review in [*reviews, emptied]),
        *(paper_files.finished(locale, Review(paper, (), taken)) for taken in ((), tuple(PaperSection))),
        paper_files.unchanged(locale, reviews[0]),
        paper_files.ask_file(locale, DialogueView(1, "paperfile", FILE, {}), paper),
    ]


def words_in_papers(locale: str) -> list[str]:
    """Return what stands in papers' files: head, stations, annexes."""
    met = Consultation(committee=HOSTILE, competence=Competence.DECISION, held_on=date(2009, 12, 1), note="")
    met.outcome, met.votes_for, met.votes_against = Outcome.MAJORITY, 31, 8
    waiting = Consultation(committee=HOSTILE, competence=Competence.PRELIMINARY, note="")
    papers = [_paper(PaperState.DRAFT), _paper(PaperState.WITHDRAWN, met, waiting)]
    town = Town(name=HOSTILE, process=HOSTILE, contact="", imprint="")
    with use_locale(locale):
        return [line for one in papers for line in _lines_of(council_paper(_contents(one), town, NOW, BERLIN))]


def _lines_of(paper: CouncilPaper) -> list[str]:
    stations = [word for one in paper.stations for word in (one.committee, one.date, one.competence, one.outcome)]
    blocks = [block for annex in paper.annexes for block in annex.blocks]
    labels = [block.label for block in blocks if isinstance(block, Paragraph)]
    texts = [block.text for block in blocks if not isinstance(block, Table)]
    titles = [annex.title for annex in paper.annexes]
    return [paper.draft, paper.reference, paper.publicity, paper.lead, *stations, *titles, *labels, *texts]
