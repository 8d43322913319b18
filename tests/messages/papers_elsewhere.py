"""What the tour does not lead to about council papers: their sections, which are German; many gaps; odd moments."""

from __future__ import annotations

import html
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.i18n import use_locale
from bot.messages import OutgoingMessage, paper_drafts, paper_pages, paper_sections, papers
from bot.services import paper_texts
from bot.services.paper_drafts import Candidate, Candidates, PaperPage
from bot.services.paper_states import View
from bot.services.paper_texts import SectionView
from bot.services.papers import Bundle, Item
from bot.services.standings import Standing
from bot.services.visitors import DialogueView
from models import (
    Advice,
    Body,
    BodyKind,
    Conclusion,
    ConclusionKind,
    Paper,
    PaperItem,
    PaperSection,
    PaperState,
    ProfileField,
    Result,
    ResultState,
    SectionText,
    Submission,
    Town,
)

_BERLIN = ZoneInfo("Europe/Berlin")
_NOW = datetime(2009, 10, 13, 8, 0, tzinfo=UTC)
_HOSTILE = '<b>&" مرحبا'
_TOWN = Town(name=_HOSTILE, process=_HOSTILE)


def _result(number: int, state: ResultState = ResultState.ACCEPTED) -> Result:
    body = Body(id=1, kind=BodyKind.WORKING_GROUP, code="BIL", name=_HOSTILE, short_name=_HOSTILE, place="")
    result = Result(id=number, number=f"BIL-{number:02}", title=_HOSTILE, text=_HOSTILE, state=state)
    result.submissions, result.fields = [Submission(body=body, body_id=1, priority=None)], [body]
    result.conclusions = [Conclusion(id=1, kind=ConclusionKind.ACCEPT, reason=_HOSTILE, concluded_at=_NOW)]
    return result


def _paper(state: PaperState, *results: Result) -> Paper:
    paper = Paper(id=1, number=1, state=state, reference=_HOSTILE, is_public=False, created_at=_NOW)
    paper.items = [PaperItem(result=result, result_id=result.id, position=result.id) for result in results]
    return paper


def _text(text: str, section: PaperSection = PaperSection.FACTS, **details: object) -> SectionText:
    values = {"id": 1, "paper_id": 1, "from_file": False, "written_by": None, "written_at": _NOW, **details}
    return SectionText(section=section, text=text, **values)


def _view(state: PaperState, gaps: int) -> View:
    open_ends = " ".join(f"[OFFEN: {number}]" for number in range(gaps))
    return View(_paper(state, _result(1, ResultState.DEFERRED)), {PaperSection.FACTS: _text(open_ends)}, steers=True)


def _sections(locale: str) -> list[OutgoingMessage]:
    """Return the sections, which no reader's language but German ever gets, with everything and with nothing known."""
    if locale not in {"de", "en"}:
        return []
    known = dict.fromkeys(ProfileField, "Text")
    advice = Advice(id=1, result_id=1, text="Text", given_at=_NOW)
    full = Item(Standing(_result(1), (_result(2),)), known, (advice,), ("Soziale Stadt",))
    empty = Item(Standing(_result(3, ResultState.DEFERRED)), {}, (), ())
    with use_locale(locale):
        made = [
            paper_drafts.sections(_TOWN, _BERLIN, Bundle(_paper(PaperState.DRAFT), items))
            for items in ((full,), (empty,), (full, empty))
        ]
    return [OutgoingMessage(html.escape("\n".join(one.values()), quote=False)) for one in made]


def _pages(locale: str) -> list[OutgoingMessage]:
    views = [_view(state, 1) for state in PaperState]
    candidate = Candidate(Standing(_result(1)), (1, 2))
    dialogue = DialogueView(1, "paper", "pick", {"ticked": [1], "page": 0})
    return [
        papers.papers_page(locale, PaperPage([view.paper for view in views], 0, 99, steers=True)),
        papers.papers_page(locale, PaperPage([], 0, 0, steers=False)),
        papers.ask_proposals(locale, dialogue, Candidates([candidate], 0, 99), untimely=True),
        papers.ask_proposals(locale, dialogue, Candidates([], 0, 0)),
        *(paper_pages.paper_page(locale, views[0], notice) for notice in paper_pages.Notice),
        *(paper_pages.paper_page(locale, view) for view in views),
        *(paper_pages.confirm_final(locale, _view(PaperState.DRAFT, gaps)) for gaps in (1, 13, 14)),
        paper_pages.proposals_page(locale, views[0], paper_pages.Notice.LAST),
        paper_pages.proposal_choice(locale, 1, Candidates([candidate], 0, 99)),
        paper_pages.proposal_choice(locale, 1, Candidates([], 0, 0)),
    ]


def _writing(locale: str) -> list[OutgoingMessage]:
    paper, by_file = _paper(PaperState.DRAFT), _text(_HOSTILE, from_file=True)
    view = SectionView(paper, by_file, 2, edits=True)
    nothing = SectionView(paper, _text("", id=0), 0, edits=True)
    said = {"section": "facts", "base": "", "text": ""}
    asked = [said, said | {"base": _HOSTILE}, said | {"text": "a"}, said | {"text": f"{_HOSTILE} " * 99}]
    return [
        *(paper_sections.section_page(locale, view, _BERLIN, one, _HOSTILE) for one in paper_sections.Notice),
        paper_sections.section_page(locale, nothing, _BERLIN),
        paper_sections.versions_page(locale, paper, [_text(_HOSTILE, written_by=1), by_file], 0, _BERLIN),
        paper_sections.version_page(locale, view, _text(_HOSTILE, id=7), _BERLIN),
        *(
            paper_sections.ask_text(locale, DialogueView(1, paper_texts.KIND, paper_texts.WRITE, data), paper, 40_000)
            for data in asked
        ),
        paper_sections.ask_which(
            locale, DialogueView(1, paper_texts.KIND, paper_texts.CONFLICT, {}), by_file, _HOSTILE, _BERLIN
        ),
    ]


def papers_said(locale: str) -> list[OutgoingMessage]:
    """Return what is said about council papers where the tour does not come along."""
    return [*_sections(locale), *_pages(locale), *_writing(locale)]
