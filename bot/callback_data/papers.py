"""Button data: Beschlussvorlagen, their proposals, sections and states."""

from __future__ import annotations

from dataclasses import dataclass

from bot.callback_data.base import CallbackData


@dataclass(frozen=True)
class ListPapers(CallbackData):
    """Shows a page of all papers."""

    prefix = "cplist"
    page: int


@dataclass(frozen=True)
class BeginPaper(CallbackData):
    """Begins to tick the proposals of a new paper; `result_id` is ticked already, 0: none."""

    prefix = "cpnew"
    result_id: int


@dataclass(frozen=True)
class ShowPaper(CallbackData):
    """Shows a paper."""

    prefix = "cpshow"
    paper_id: int


@dataclass(frozen=True)
class ShowSection(CallbackData):
    """Shows a section; it is one of `models.PaperSection`."""

    prefix = "cpsec"
    paper_id: int
    section: str


@dataclass(frozen=True)
class ListVersions(CallbackData):
    """Shows a page of the versions of a section."""

    prefix = "cpolder"
    paper_id: int
    section: str
    page: int


@dataclass(frozen=True)
class ShowVersion(CallbackData):
    """Shows one version of a section."""

    prefix = "cpver"
    text_id: int


@dataclass(frozen=True)
class RestoreVersion(CallbackData):
    """Lets an earlier version count again."""

    prefix = "cpback"
    text_id: int


@dataclass(frozen=True)
class WriteSection(CallbackData):
    """Asks for a section's new text; `seen` is the version that the page showed."""

    prefix = "cpwrite"
    paper_id: int
    section: str
    seen: int


@dataclass(frozen=True)
class WriteMore(CallbackData):
    """Asks for what is to stand below a section's text."""

    prefix = "cpmore"
    paper_id: int
    section: str


@dataclass(frozen=True)
class FillAgain(CallbackData):
    """Fills a section with what is known now; `seen` is the version that the page showed."""

    prefix = "cpfill"
    paper_id: int
    section: str
    seen: int


@dataclass(frozen=True)
class FinalisePaper(CallbackData):
    """Calls a paper final; `seen` is the newest version of any section, `sure` is 1 where the gaps were shown."""

    prefix = "cpfinal"
    paper_id: int
    seen: int
    sure: int


@dataclass(frozen=True)
class ReopenPaper(CallbackData):
    """Lets a final paper be a draft again."""

    prefix = "cpopen"
    paper_id: int


@dataclass(frozen=True)
class WithdrawPaper(CallbackData):
    """Takes a paper back; asks first where `sure` is 0."""

    prefix = "cpdrop"
    paper_id: int
    sure: int


@dataclass(frozen=True)
class SetPublic(CallbackData):
    """Says whether the council deals with it in public: 1 or 0."""

    prefix = "cppub"
    paper_id: int
    is_public: int


@dataclass(frozen=True)
class NumberPaper(CallbackData):
    """Asks for the number that the administration gave."""

    prefix = "cpnum"
    paper_id: int


@dataclass(frozen=True)
class ShowProposals(CallbackData):
    """Shows the proposals of a paper."""

    prefix = "cpitems"
    paper_id: int


@dataclass(frozen=True)
class ChooseProposal(CallbackData):
    """Shows a page of the proposals that could go into a draft."""

    prefix = "cpadd"
    paper_id: int
    page: int


@dataclass(frozen=True)
class AddProposal(CallbackData):
    """Puts a proposal into a draft."""

    prefix = "cpput"
    paper_id: int
    result_id: int


@dataclass(frozen=True)
class RemoveProposal(CallbackData):
    """Takes a proposal out of a draft."""

    prefix = "cpout"
    paper_id: int
    result_id: int
