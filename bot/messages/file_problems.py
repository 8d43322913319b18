"""Why a Word file cannot be taken, in a sentence with the way on."""

from __future__ import annotations

from bot.errors import FileProblem
from bot.i18n import _


def about_file(problem: FileProblem) -> str:
    """Return what a person is told about a file that cannot be taken."""
    return {
        FileProblem.TOO_BIG: _("This file is too large: at most 5 MB, please. Pictures can be left out."),
        FileProblem.NO_WORD: _("I cannot read this as a Word file. Please save it as .docx and send it again."),
        FileProblem.PROTECTED: _("This file has a password. Please save it without one and send it again."),
        FileProblem.ACTIVE: _(
            "This file carries macros or fetches something from elsewhere. Please save it as a plain .docx and send it"
            " again."
        ),
        FileProblem.UNKNOWN: _(
            "I find no section of a council paper in this file. Please take the file out again and put your text under"
            " its headings."
        ),
        FileProblem.OTHER_PAPER: _(
            "This file does not belong to this paper. Please open the paper that it came from and take its file out"
            " again."
        ),
        FileProblem.FINAL: _("This paper is no draft any more: its text stays as it is. Make it a draft again first."),
        FileProblem.TOO_LONG: _(
            "A section in this file is longer than 6000 characters. Please shorten it and send the file again."
        ),
    }[problem]
