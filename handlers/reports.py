"""Papers and pictures at the desk: chosen, shown, handed over; a day can be typed. See ``reports.mmd``."""

from __future__ import annotations

from datetime import date
from functools import partial

from telegram import Update

from bot.callback_data import reports as data
from bot.callback_data.base import CallbackData
from bot.context import BotContext
from bot.dates import read_date
from bot.errors import BadDate, DateProblem, Outdated, Overtaken
from bot.fuzzy import parse_fuzzy
from bot.messages import OutgoingMessage, briefings, pictures, public_lists, report_pages, status_files
from bot.messages import everything as everything_messages
from bot.messages.pictures import Kind
from bot.messages.status_files import Form
from bot.services import everything, public_list, report_days, status_reports, tags
from bot.services.status_reports import StatusReport
from bot.services.visitors import DialogueView
from handlers import menus
from handlers.measures import read_member, today
from handlers.printouts import hand_over
from handlers.routing import DialogueSpec, Handler


async def page(update: Update, context: BotContext) -> None:
    """Show which papers and pictures there are."""
    await context.database.read(tags.check_desk, acting=context.acting)
    await context.show(report_pages.overview(context.locale, context.town))


async def _report(context: BotContext, day: date) -> StatusReport:
    timezone = context.settings.timezone
    return await context.database.read(status_reports.report, day, timezone=timezone, acting=context.acting)


async def choose_day(update: Update, context: BotContext) -> None:
    """Ask which day the report is about."""
    await context.database.read(tags.check_desk, acting=context.acting)
    await context.show(report_pages.choose_day(context.locale, today(context)))


async def begin_day(update: Update, context: BotContext) -> None:
    """Ask for a day that is typed."""
    if not await menus.finish_first(context):
        dialogue = await context.database.run(report_days.begin, acting=context.acting, now=context.now())
        await context.reply(await ask(context, dialogue))


async def ask(context: BotContext, dialogue: DialogueView) -> OutgoingMessage:
    """Ask for the day."""
    return report_pages.ask_day(context.locale, dialogue)


async def take_day(context: BotContext, dialogue: DialogueView) -> None:
    """Show the report of the day that was typed."""
    day = _read_day(context.words.text, today(context))
    await context.database.run(report_days.answer, dialogue.number, acting=context.acting)
    await context.reply(report_pages.report_page(context.locale, await _report(context, day), today(context)))


def _read_day(words: str, now: date) -> date:
    """Return the last day that words may mean; without a year the last such day.

    Raises:
        BadDate: it cannot be read, or is too far away.
    """
    span = parse_fuzzy(words)
    day = span[1] if span is not None else read_date(words, today=now, over=True)
    if not report_days.is_possible(day, now):
        raise BadDate(DateProblem.UNREADABLE)
    return day


def _day(context: BotContext, said: str) -> date:
    """Return the day that a button carries.

    Raises:
        Outdated: it carries none.
    """
    try:
        day = date.fromisoformat(said)
    except ValueError:
        raise Outdated from None
    if not report_days.is_possible(day, today(context)):
        raise Outdated
    return day


async def show_report(update: Update, context: BotContext) -> None:
    """Show what the report of a day holds."""
    day = _day(context, data.ShowStatusReport.parse(context.pressed).day)
    await context.show(report_pages.report_page(context.locale, await _report(context, day), today(context)))


async def take_report(update: Update, context: BotContext) -> None:
    """Hand over the report of a day."""
    pressed = data.TakeStatusReport.parse(context.pressed)
    day, form = _day(context, pressed.day), read_member(Form, pressed.form)
    await hand_over(context, status_files.status_file, await _report(context, day), form)


async def take_briefing(update: Update, context: BotContext) -> None:
    """Hand over the one page."""
    await hand_over(context, briefings.briefing, await _report(context, today(context)))


async def show_public_list(update: Update, context: BotContext) -> None:
    """Show what the press may read."""
    await _show_public_list(context)


async def _show_public_list(context: BotContext, *, changed: bool = False) -> None:
    timezone = context.settings.timezone
    looking = partial(public_list.look, timezone=timezone, acting=context.acting)
    found = await context.database.read(looking, today(context))
    await context.show(public_lists.public_page(context.locale, found, changed=changed))


async def take_public_list(update: Update, context: BotContext) -> None:
    """Hand over that list as it was read; where it has changed meanwhile, show it anew."""
    seen = data.TakePublicList.parse(context.pressed).seen
    approving = partial(
        public_list.hand_out, timezone=context.settings.timezone, acting=context.acting, now=context.now()
    )
    try:
        found = await context.database.run(approving, today(context), seen)
    except Overtaken:
        await _show_public_list(context, changed=True)
        return
    await hand_over(context, public_lists.public_word, found)
    await hand_over(context, public_lists.public_table, found)


async def take_everything(update: Update, context: BotContext) -> None:
    """Hand over the workbook of everything."""
    found = await context.database.read(everything.collect, today(context), acting=context.acting)
    await hand_over(context, everything_messages.workbook, found)


async def choose_picture(update: Update, context: BotContext) -> None:
    """Ask which picture."""
    await context.database.read(tags.check_desk, acting=context.acting)
    await context.show(pictures.choose_picture(context.locale))


async def take_picture(update: Update, context: BotContext) -> None:
    """Send a picture of today."""
    kind = read_member(Kind, data.TakePicture.parse(context.pressed).kind)
    report = await _report(context, today(context))
    await hand_over(context, pictures.picture, kind, report)


DIALOGUE = DialogueSpec(report_days.KIND, ask, messages={report_days.DAY: take_day})
#: The noun's buttons.
BUTTONS: dict[type[CallbackData], Handler] = {
    data.ChooseReportDay: choose_day,
    data.TypeReportDay: begin_day,
    data.ShowStatusReport: show_report,
    data.TakeStatusReport: take_report,
    data.TakeBriefing: take_briefing,
    data.ShowPublicList: show_public_list,
    data.TakePublicList: take_public_list,
    data.TakeEverything: take_everything,
    data.ChoosePicture: choose_picture,
    data.TakePicture: take_picture,
}
