"""What may go wrong for a person; data only, the sentences are made in ``bot.messages.errors``.

DomainError
├── NotRegistered          acts without having agreed
├── NotPermitted           may not do this; says nothing about what exists
├── NotFound               there is no such thing (any more)
├── Outdated               the button belongs to a step or a state that is over
│   ├── Overtaken          somebody else did something about the same thing meanwhile
│   └── TooLate            what was to be taken back is known to others already
├── UnknownLink            a deep link or one-time link that nobody knows, used or expired
├── BadInput               what was typed does not fit
│   ├── EmptyText
│   ├── TooLong            limit
│   ├── TooMany            limit
│   ├── BadNumber          a number was asked for
│   ├── BadVotes           votes were asked for
│   ├── NotText            a sticker, a place, ... where text was asked for
│   ├── BadFile            problem: a Word file that cannot be taken
│   ├── AlreadyThere       there is one of this name (and date) already
│   └── BadDate            reason, example
└── AlreadyDone            this update had its effect before (internal; never shown)
"""

from __future__ import annotations

from enum import StrEnum


class DomainError(Exception):
    """Something that a person is told in one kind sentence."""


class NotRegistered(DomainError):
    """The person has not agreed to the privacy notice yet."""


class NotPermitted(DomainError):
    """The person may not do this."""


class NotFound(DomainError):
    """There is no such thing, or not for this person."""


class Outdated(DomainError):
    """The button belongs to a step that is over."""


class Overtaken(Outdated):
    """Somebody else did something about the same thing meanwhile."""


class TooLate(Outdated):
    """What was to be taken back is known to others already."""


class UnknownLink(DomainError):
    """The link is unknown, used or expired."""


class BadInput(DomainError):
    """What was typed does not fit the question."""


class EmptyText(BadInput):
    """Nothing readable was left of the text."""


class TooLong(BadInput):
    """The text has more graphemes than `limit`."""

    def __init__(self, limit: int) -> None:
        """Remember the limit in graphemes."""
        super().__init__(limit)
        self.limit = limit


class TooMany(BadInput):
    """More recordings and photos than `limit`."""

    def __init__(self, limit: int) -> None:
        """Remember how many there may be."""
        super().__init__(limit)
        self.limit = limit


class BadNumber(BadInput):
    """A number was asked for, and this is none, or one that cannot be."""


class BadVotes(BadInput):
    """Votes for and against were asked for, and these are none, or no majority."""


class NotText(BadInput):
    """Something other than text where text was asked for."""


class AlreadyThere(BadInput):
    """There is one that nobody could tell from this."""


class DateProblem(StrEnum):
    """Why a date was not understood."""

    UNREADABLE = "unreadable"
    NO_SUCH_DAY = "no_such_day"
    NO_SUCH_HOUR = "no_such_hour"
    PAST = "past"
    #: A time as people say it („Mitte 2008“) was asked for.
    VAGUE = "vague"
    #: A figure needs the day that it is of.
    NO_REFERENCE_DAY = "no_reference_day"
    BACKWARDS = "backwards"
    #: What has happened cannot have happened later than today.
    FUTURE = "future"
    #: Not even a month or a year, where these are enough.
    NO_DATE = "no_date"


class BadDate(BadInput):
    """A date or time that cannot be used."""

    def __init__(self, problem: DateProblem) -> None:
        """Remember why."""
        super().__init__(problem)
        self.problem = problem


class FileProblem(StrEnum):
    """Why a Word file cannot be taken."""

    TOO_BIG = "too_big"
    NO_WORD = "no_word"
    PROTECTED = "protected"
    #: It carries macros, or fetches something from elsewhere when it is opened.
    ACTIVE = "active"
    #: Nothing in it can be recognised as a section of a paper.
    UNKNOWN = "unknown"
    #: It is of another paper, or of another town's.
    OTHER_PAPER = "other_paper"
    #: Its paper is no draft any more.
    FINAL = "final"
    #: A section in it is longer than any may be.
    TOO_LONG = "too_long"


class BadFile(BadInput):
    """A file that cannot be taken."""

    def __init__(self, problem: FileProblem) -> None:
        """Remember why."""
        super().__init__(problem)
        self.problem = problem


class AlreadyDone(DomainError):
    """This update had its effect before; nothing is to be repeated."""
