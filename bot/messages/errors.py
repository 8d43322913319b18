"""Domain error to sentence: one clear, kind sentence in the person's language, with the way on."""

from __future__ import annotations

from bot.errors import (
    AlreadyThere,
    BadDate,
    BadFile,
    BadNumber,
    BadVotes,
    DateProblem,
    DomainError,
    EmptyText,
    NotText,
    Outdated,
    TooLong,
    TooMany,
    UnknownLink,
)
from bot.i18n import _, ngettext
from bot.messages import OutgoingMessage, outgoing, spoken
from bot.messages.file_problems import about_file
from bot.messages.formats import left_to_right, value


@spoken
def sentence_for(error: DomainError) -> OutgoingMessage:
    """Return what a person is told about `error`. What may not be done and what does not exist sound the same."""
    return outgoing(_sentence(error))


def _sentence(error: DomainError) -> str:
    match error:
        case EmptyText():
            return _("That was empty. Please write a few words.")
        case TooLong(limit=limit):
            return ngettext(
                "That is too long: at most %(count)d character, please. Write it again, a little shorter.",
                "That is too long: at most %(count)d characters, please. Write it again, a little shorter.",
                limit,
            ) % {"count": limit}
        case TooMany(limit=limit):
            return ngettext(
                "At most %(count)d recording or photo at once, please. Hand these in first.",
                "At most %(count)d recordings and photos at once, please. Hand these in first.",
                limit,
            ) % {"count": limit}
        case BadNumber():
            return _("Please write a number, like this: %(example)s") % {"example": left_to_right("12")}
        case BadVotes():
            line = _(
                "Please write the votes for and against, like this: %(example)s. A majority has more for than against."
            )
            return line % {"example": left_to_right("31:8")}
        case AlreadyThere():
            return _("That is there already. Please choose another name, or cancel and open the other one.")
        case NotText():
            return _("I need this as text, please.")
        case BadDate(problem=problem):
            return _about_date(problem)
        case _other:
            return _about_buttons(error)


def _about_buttons(error: DomainError) -> str:
    match error:
        case BadFile(problem=problem):
            return about_file(problem)
        case Outdated():
            return _("This button is no longer current.")
        case UnknownLink():
            return _("This link is not valid (any more). You can take part all the same: /start")
        case _other:
            return _("That is not available here. /help shows what is possible.")


def _about_date(problem: DateProblem) -> str:
    said = "06/2010" if problem is DateProblem.NO_DATE else "27.10.2009 19:00"
    example = {
        "example": left_to_right(said),
        "day": left_to_right("01.10.2009"),
        "one": left_to_right("12/2009"),
        "two": value("Mitte 2008"),
        "three": left_to_right("12/2009–07/2010"),
    }
    return {
        DateProblem.UNREADABLE: _("I could not read the date. Please write it like this: %(example)s"),
        DateProblem.NO_DATE: _("I could not read the date. Please write it like this: %(example)s"),
        DateProblem.NO_SUCH_DAY: _("This day does not exist. Please write the date like this: %(example)s"),
        DateProblem.NO_SUCH_HOUR: _(
            "This time does not exist on that day: the clocks change. Please write another time, in this form:"
            " %(example)s"
        ),
        DateProblem.FUTURE: _("This day is still to come. Please write when it was, like this: %(day)s"),
        DateProblem.PAST: _("This date is over. Please write one that is still to come, like this: %(example)s"),
        DateProblem.VAGUE: _("I could not read the date. Please write it like this: %(one)s, %(two)s or %(three)s"),
        DateProblem.NO_REFERENCE_DAY: _("A figure needs the day that it is of. Please write it like this: %(day)s"),
        DateProblem.BACKWARDS: _("The end would lie before the beginning. Please write another date."),
    }[problem] % example


@spoken
def trouble() -> OutgoingMessage:
    """Say that something went wrong on our side."""
    return outgoing(_("Something went wrong on our side. It has been noted. Please try again later, or use /start."))


@spoken
def outdated() -> str:
    """Say in a few words that a button is no longer current."""
    return _("This button is no longer current.")
