"""Fact sheets of results: read, written field by field, earlier versions, a Word file. See ``profiles.mmd``."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from telegram import Update

from bot.callback_data.base import CallbackData
from bot.callback_data.profiles import (
    ListFields,
    MarkConcerned,
    PrintSheet,
    ShowConcerned,
    ShowSheet,
    ShowVersions,
    WriteField,
    WriteFields,
)
from bot.context import BotContext
from bot.errors import Outdated
from bot.messages import OutgoingMessage
from bot.messages import fact_sheets as paper_messages
from bot.messages import field_questions as questions
from bot.messages import profiles as messages
from bot.services import bodies, dialogues, fact_sheets, field_questions
from bot.services.fact_sheets import FactSheet
from bot.services.field_questions import CLASH, DOUBT, KIND, TEXT, Answered, TargetGroup
from bot.services.visitors import DialogueView
from handlers import menus
from handlers.printouts import hand_over
from handlers.routing import DialogueSpec, Handler
from models import BodyKind, ProfileField


async def show(update: Update, context: BotContext) -> None:
    """Show a fact sheet."""
    sheet = await _open(context, ShowSheet.parse(context.pressed).result_id)
    await context.show(messages.sheet_page(context.locale, sheet))


async def list_fields(update: Update, context: BotContext) -> None:
    """Let somebody choose any field."""
    opening = partial(fact_sheets.open_to_write, acting=context.acting)
    sheet = await context.database.read(opening, ListFields.parse(context.pressed).result_id)
    await context.show(messages.all_fields(context.locale, sheet))


async def show_versions(update: Update, context: BotContext) -> None:
    """Show a page of what stood in a fact sheet."""
    pressed = ShowVersions.parse(context.pressed)
    listing = partial(fact_sheets.list_versions, acting=context.acting)
    found = await context.database.read(listing, pressed.result_id, pressed.page)
    await context.show(messages.versions(context.locale, found, context.settings.timezone))


async def print_sheet(update: Update, context: BotContext) -> None:
    """Hand the fact sheet over as a Word file."""
    sheet = await _open(context, PrintSheet.parse(context.pressed).result_id)
    found = await context.database.read(fact_sheets.find_course, sheet.standing)
    await hand_over(context, paper_messages.word_file, sheet, found)


async def show_concerned(update: Update, context: BotContext) -> None:
    """Show which fields a result concerns, to be ticked."""
    pressed = ShowConcerned.parse(context.pressed)
    opening = partial(fact_sheets.open_to_write, acting=context.acting)
    await _show_concerned(context, await context.database.read(opening, pressed.result_id), pressed.page)


async def mark_concerned(update: Update, context: BotContext) -> None:
    """Tick or untick a field."""
    pressed = MarkConcerned.parse(context.pressed)
    marking = partial(fact_sheets.mark_concerned, concerned=bool(pressed.concerned))
    act = partial(marking, acting=context.acting, now=context.now())
    sheet = await context.database.run(act, pressed.result_id, pressed.body_id)
    await _show_concerned(context, sheet, pressed.page)


async def _show_concerned(context: BotContext, sheet: FactSheet, page: int) -> None:
    groups = await context.database.read(bodies.list_active, BodyKind.WORKING_GROUP)
    await context.show(messages.concerned_fields(context.locale, sheet, groups, page))


async def write_field(update: Update, context: BotContext) -> None:
    """Ask for one field."""
    pressed = WriteField.parse(context.pressed)
    if pressed.field not in set(ProfileField):
        raise Outdated
    await _begin(context, pressed.result_id, ProfileField(pressed.field))


async def write_fields(update: Update, context: BotContext) -> None:
    """Ask for all fields that are open now, one after the other."""
    await _begin(context, WriteFields.parse(context.pressed).result_id, None)


async def _begin(context: BotContext, result_id: int, field: ProfileField | None) -> None:
    if await menus.finish_first(context):
        return
    begin = partial(field_questions.begin, acting=context.acting, now=context.now())
    dialogue = await context.database.run(begin, result_id, field)
    if dialogue is None:
        await context.show(messages.nothing_open(context.locale, await _open(context, result_id)))
    else:
        await context.reply(await ask(context, dialogue))


async def _open(context: BotContext, result_id: int) -> FactSheet:
    return await context.database.read(fact_sheets.open_sheet, result_id, acting=context.acting)


@menus.unless_gone
async def ask(context: BotContext, dialogue: DialogueView) -> OutgoingMessage:
    """Ask what the dialogue stands at."""
    return await _ask(context, dialogue)


async def _ask(context: BotContext, dialogue: DialogueView, changed: ProfileField | None = None) -> OutgoingMessage:
    opening = partial(fact_sheets.open_to_write, acting=context.acting)
    sheet = await context.database.read(opening, dialogue.data["result_id"])
    match dialogue.step:
        case field_questions.DOUBT:
            return questions.ask_whether_a_day(context.locale, dialogue)
        case field_questions.CLASH:
            return questions.ask_which(context.locale, dialogue, sheet)
        case _:
            return questions.ask(context.locale, dialogue, sheet, changed)


async def take_words(context: BotContext, dialogue: DialogueView) -> None:
    """Take what was typed, and ask for the next field."""
    number, step, text = dialogue.number, dialogue.step, context.words.text
    take = partial(field_questions.take_words, acting=context.acting, now=context.now())
    await _follow(context, await context.database.run(take, number, step, text))


async def _follow(context: BotContext, answered: Answered) -> None:
    """Confirm what was written, and ask what follows, or show the fact sheet."""
    changed = answered.field if answered.changed else None
    if answered.following is not None:
        await context.reply(await _ask(context, answered.following, changed))
        return
    sheet = await _open(context, answered.result_id)
    await context.reply(messages.sheet_page(context.locale, sheet, changed))


async def take_choice(context: BotContext, dialogue: DialogueView, value: str) -> None:
    """Take a button of a field's question."""
    step = dialogue.step
    if value == questions.ENOUGH:
        await _end(context, dialogue.data["result_id"])
    elif value.startswith(questions.GROUP):
        await _toggle_group(context, dialogue, value.removeprefix(questions.GROUP).upper())
    elif (step, value) not in _ACTS:
        raise Outdated
    else:
        act = partial(_ACTS[step, value], acting=context.acting, now=context.now())
        await _follow(context, await context.database.run(act, dialogue.number, step))


async def _end(context: BotContext, result_id: int) -> None:
    """End the questions, and show the fact sheet as it is."""
    await context.database.run(dialogues.end, acting=context.acting)
    await context.show(messages.sheet_page(context.locale, await _open(context, result_id)))


async def _toggle_group(context: BotContext, dialogue: DialogueView, name: str) -> None:
    if name not in TargetGroup.__members__:
        raise Outdated
    toggle = partial(field_questions.toggle_group, acting=context.acting, now=context.now())
    ticked = await context.database.run(toggle, dialogue.number, TargetGroup[name])
    await context.show(await ask(context, ticked))


#: What the buttons of each step do.
_ACTS: dict[tuple[str, str], Callable[..., Answered]] = {
    (TEXT, questions.SKIP): field_questions.go_on,
    (TEXT, questions.CLEAR): field_questions.clear,
    (TEXT, questions.TICKED): field_questions.save_groups,
    (DOUBT, questions.MINE): field_questions.save_typed,
    (CLASH, questions.MINE): field_questions.save_typed,
    (CLASH, questions.THEIRS): field_questions.go_on,
    (CLASH, questions.ANEW): field_questions.ask_again,
}

DIALOGUE = DialogueSpec(
    KIND,
    ask,
    messages=dict.fromkeys((TEXT, DOUBT, CLASH), take_words),
    choices=dict.fromkeys((TEXT, DOUBT, CLASH), take_choice),
    typed=("typed",),
)

#: The noun's buttons.
BUTTONS: dict[type[CallbackData], Handler] = {
    ShowSheet: show,
    ListFields: list_fields,
    WriteField: write_field,
    WriteFields: write_fields,
    ShowVersions: show_versions,
    PrintSheet: print_sheet,
    ShowConcerned: show_concerned,
    MarkConcerned: mark_concerned,
}
