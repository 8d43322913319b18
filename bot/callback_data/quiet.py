"""Button data: each person's quiet hours, time of peace, reminders."""

from __future__ import annotations

from dataclasses import dataclass

from bot.callback_data.base import CallbackData


@dataclass(frozen=True)
class ChooseNight(CallbackData):
    """Chooses a night: full hours of the town's wall clock."""

    prefix = "night"
    begins: int
    ends: int


@dataclass(frozen=True)
class KeepPeace(CallbackData):
    """Leaves the person in peace for so many days; 0: no longer."""

    prefix = "peace"
    days: int


@dataclass(frozen=True)
class DatePeace(CallbackData):
    """Asks until which day the person wants to be left in peace."""

    prefix = "peaceuntil"


@dataclass(frozen=True)
class WantReminders(CallbackData):
    """Turns reminders on (1) or off (0)."""

    prefix = "reminders"
    wanted: int
