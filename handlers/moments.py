"""Questions for a date, shared by all dialogues that ask one: typed, tapped in the calendar, asked about if odd.

A dialogue that asks for a date at its step `date` gets the steps `day`, `time` and `sure` behind it:

    MOMENT = MomentSteps(take=...)
    DialogueSpec(KIND, ask, messages={**MOMENT.messages, ...}, choices={**MOMENT.choices, ...}, back={**MOMENT.back})

and its `ask` begins with `if dialogue.step in moments.STEPS: return await moments.ask(context, dialogue, usual)`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from bot.context import BotContext
from bot.dates import FAR, Doubt, Reading, read_time, understand, weigh
from bot.errors import BadDate, DateProblem, Outdated
from bot.messages import OutgoingMessage
from bot.messages import month as messages
from bot.services.visitors import DialogueView
from handlers.choices import read_number
from handlers.routing import TakeChoice, TakeMessage
from handlers.steps import go_on

#: The steps that lie behind the question for a date.
STEPS = ("day", "time", "sure")
#: Goes on with the instant that somebody has typed, tapped or confirmed.
TakeMoment = Callable[[BotContext, DialogueView, datetime], Awaitable[None]]


async def ask(context: BotContext, dialogue: DialogueView, usual: time | None = None) -> OutgoingMessage:
    """Ask what one of `STEPS` asks; `usual` is the time at which people usually meet."""
    timezone = context.settings.timezone
    local = context.now().astimezone(timezone)
    match dialogue.step:
        case "day":
            month = date.fromisoformat(dialogue.data["month"])
            return messages.ask_day(context.locale, dialogue, month, local.date())
        case "time":
            day = date.fromisoformat(dialogue.data["day"])
            earliest = local.time() if day == local.date() else None
            return messages.ask_time(context.locale, dialogue, day, usual, earliest)
        case _sure:
            return messages.ask_sure(context.locale, dialogue, _reading(dialogue), timezone)


def _reading(dialogue: DialogueView) -> Reading:
    instants = tuple(datetime.fromisoformat(one) for one in dialogue.data["instants"])
    return Reading(instants, Doubt(dialogue.data["doubt"]))


@dataclass(frozen=True)
class MomentSteps:
    """What a dialogue needs to ask for a date: the takers of its step `date` and of `STEPS`."""

    take: TakeMoment
    #: Takes the other buttons of the step `date`, such as a date that is one tap away.
    otherwise: TakeChoice | None = None

    @property
    def messages(self) -> Mapping[str, TakeMessage]:
        """Who takes what is typed: at each of these steps it may be a whole date."""
        return {"date": self._typed, "day": self._typed, "time": self._typed_time, "sure": self._typed}

    @property
    def choices(self) -> Mapping[str, TakeChoice]:
        """Who takes the buttons."""
        return {"date": self._date, "day": self._day, "time": self._time, "sure": self._sure}

    @property
    def back(self) -> Mapping[str, str]:
        """Which step lies before which."""
        return {"day": "date", "time": "day", "sure": "date"}

    async def _typed(self, context: BotContext, dialogue: DialogueView) -> None:
        timezone = context.settings.timezone
        reading = understand(context.words.text, now=context.now(), timezone=timezone)
        await self._go_on(context, dialogue, reading)

    async def _typed_time(self, context: BotContext, dialogue: DialogueView) -> None:
        try:
            wall_time = read_time(context.words.text)
        except BadDate:
            await self._typed(context, dialogue)
        else:
            await self._at(context, dialogue, wall_time)

    async def _at(self, context: BotContext, dialogue: DialogueView, wall_time: time) -> None:
        day = date.fromisoformat(dialogue.data["day"])
        reading = weigh(day, wall_time, now=context.now(), timezone=context.settings.timezone)
        await self._go_on(context, dialogue, reading)

    async def _go_on(self, context: BotContext, dialogue: DialogueView, reading: Reading) -> None:
        """Take the only instant that may be meant, or ask which one is."""
        if reading.doubt is None:
            await self.take(context, dialogue, reading.instants[0])
            return
        instants = [one.isoformat() for one in reading.instants]
        await go_on(context, dialogue, "sure", instants=instants, doubt=reading.doubt.value)

    async def _date(self, context: BotContext, dialogue: DialogueView, value: str) -> None:
        if value == messages.CALENDAR:
            today = context.now().astimezone(context.settings.timezone).date()
            await go_on(context, dialogue, "day", month=today.replace(day=1).isoformat())
        elif self.otherwise is not None:
            await self.otherwise(context, dialogue, value)
        else:
            raise Outdated

    async def _day(self, context: BotContext, dialogue: DialogueView, value: str) -> None:
        if value == messages.NOTHING:
            await context.toast(messages.no_day(context.locale))
        elif value == messages.OVER:
            await context.toast(messages.past_day(context.locale))
        elif value.startswith(messages.MONTH):
            month = _month_in(value, context.now().astimezone(context.settings.timezone).date())
            await go_on(context, dialogue, "day", month=month.isoformat())
        else:
            day = _date_in(value.removeprefix(messages.DAY))
            if day < context.now().astimezone(context.settings.timezone).date():
                raise BadDate(DateProblem.PAST)
            await go_on(context, dialogue, "time", day=day.isoformat())

    async def _time(self, context: BotContext, dialogue: DialogueView, value: str) -> None:
        number = read_number(value.removeprefix(messages.TIME))
        hour, minute = divmod(number, 100)
        if hour > 23 or minute > 59:
            raise Outdated
        await self._at(context, dialogue, time(hour, minute))

    async def _sure(self, context: BotContext, dialogue: DialogueView, value: str) -> None:
        instants, number = _reading(dialogue).instants, read_number(value)
        if number >= len(instants):
            raise Outdated
        if instants[number] <= context.now():
            raise BadDate(DateProblem.PAST)
        await self.take(context, dialogue, instants[number])


def _date_in(value: str) -> date:
    """Return the date that a button carries.

    Raises:
        Outdated: it carries none.
    """
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise Outdated from None


def _month_in(value: str, today: date) -> date:
    """Return the first day of the month that a button carries; raises like `_date_in`, and for one out of reach."""
    month = _date_in(value.removeprefix(messages.MONTH)).replace(day=1)
    if not today.replace(day=1) <= month <= today + FAR:
        raise Outdated
    return month
