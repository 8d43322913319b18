"""What is typed about measures: a title, a field, a step, a reason, a sentence, an evaluation. See ``measures.mmd``."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from telegram import Update

from bot.callback_data import measures as data
from bot.callback_data.base import CallbackData
from bot.context import BotContext
from bot.errors import Outdated
from bot.messages import OutgoingMessage
from bot.messages import measure_changes as messages
from bot.messages.measure_changes import NONE
from bot.services import dialogues, measure_states
from bot.services import measure_dialogues as services
from bot.services.measure_edits import Field
from bot.services.measure_states import NEEDS_REASON
from bot.services.visitors import DialogueView
from handlers import measures, menus
from handlers.measures import read_member
from handlers.routing import DialogueSpec, Handler
from models import EvaluationOutcome, Measure, MeasureState


async def _begin(context: BotContext, begin: Callable[..., DialogueView], *about: Any) -> None:
    if await menus.finish_first(context):
        return
    dialogue = await context.database.run(begin, *about, acting=context.acting, now=context.now())
    await context.reply(await ask(context, dialogue))


async def new(update: Update, context: BotContext) -> None:
    """Begin a measure."""
    await _begin(context, services.begin_new)


async def change_field(update: Update, context: BotContext) -> None:
    """Ask for a field's text."""
    pressed = data.ChangeField.parse(context.pressed)
    await _begin(context, services.begin_field, pressed.measure_id, read_member(Field, pressed.field))


async def add_step(update: Update, context: BotContext) -> None:
    """Ask for a step."""
    await _begin(context, services.begin_step, data.AddStep.parse(context.pressed).measure_id)


async def set_state(update: Update, context: BotContext) -> None:
    """Set a state, or ask for the reason first where there has to be one."""
    pressed = data.SetState.parse(context.pressed)
    state = read_member(MeasureState, pressed.state)
    if state not in NEEDS_REASON:
        await measures.set_state(context, pressed.measure_id, state, pressed.seen)
        return
    try:
        await _begin(context, services.begin_reason, pressed.measure_id, state, pressed.seen)
    except Outdated:
        await measures.look_again(context, pressed.measure_id)


async def write_sentence(update: Update, context: BotContext) -> None:
    """Ask for a sentence on how it goes."""
    await _begin(context, services.begin_news, data.WriteSentence.parse(context.pressed).measure_id)


async def choose_outcome(update: Update, context: BotContext) -> None:
    """Ask what shows the outcome."""
    pressed = data.ChooseOutcome.parse(context.pressed)
    outcome = read_member(EvaluationOutcome, pressed.outcome)
    await _begin(context, services.begin_evaluation, pressed.measure_id, outcome)


@menus.unless_gone
async def ask(context: BotContext, dialogue: DialogueView) -> OutgoingMessage:
    """Ask what the dialogue stands at."""
    number = dialogue.data.get("measure_id")
    if number is None:
        return messages.ask(context.locale, dialogue, None)
    finding = measure_states.get_answerable
    measure = await context.database.read(finding, number, acting=context.acting)
    return messages.ask(context.locale, dialogue, measure)


async def _go_on(context: BotContext, take: Callable[..., DialogueView], dialogue: DialogueView, text: str) -> None:
    """Take an answer after which there is another question."""
    taking = partial(take, acting=context.acting, now=context.now())
    await context.reply(await ask(context, await context.database.run(taking, dialogue.number, text)))


async def _finish(context: BotContext, take: Callable[..., Measure | int], dialogue: DialogueView, text: str) -> None:
    """Take the last answer and show the measure; where somebody else was faster, both."""
    taking = partial(take, acting=context.acting, now=context.now())
    try:
        done = await context.database.run(taking, dialogue.number, text)
    except Outdated:
        if "measure_id" not in dialogue.data:
            raise
        await context.database.run(dialogues.end, acting=context.acting)
        await measures.look_again(context, dialogue.data["measure_id"], text)
        return
    context.equipment.news.set()
    await measures.show_measure(context, done.id if isinstance(done, Measure) else done)


async def take_title(context: BotContext, dialogue: DialogueView) -> None:
    """Take what it is called."""
    await _go_on(context, services.take_title, dialogue, context.words.text)


async def take_start(context: BotContext, dialogue: DialogueView, value: str) -> None:
    """Take where it stands."""
    await _finish(context, services.choose_start, dialogue, value)


async def take_field(context: BotContext, dialogue: DialogueView) -> None:
    """Take a field's text."""
    await _finish(context, services.take_field, dialogue, context.words.text)


async def take_step(context: BotContext, dialogue: DialogueView) -> None:
    """Take a step; without a date ask for that."""
    taking = partial(services.take_step, acting=context.acting, now=context.now())
    taken = await context.database.run(taking, dialogue.number, context.words.text)
    if isinstance(taken, DialogueView):
        await context.reply(await ask(context, taken))
    else:
        await measures.show_measure(context, taken.id)


async def take_due(context: BotContext, dialogue: DialogueView) -> None:
    """Take until when."""
    await _finish(context, services.take_due, dialogue, context.words.text)


async def take_reason(context: BotContext, dialogue: DialogueView) -> None:
    """Take why."""
    await _finish(context, services.take_reason, dialogue, context.words.text)


async def take_news(context: BotContext, dialogue: DialogueView) -> None:
    """Take how it goes."""
    await _finish(context, services.take_news, dialogue, context.words.text)


async def take_evidence(context: BotContext, dialogue: DialogueView) -> None:
    """Take what shows the outcome."""
    await _go_on(context, services.take_evidence, dialogue, context.words.text)


async def take_lesson(context: BotContext, dialogue: DialogueView) -> None:
    """Take what was learned."""
    await _finish(context, services.take_lesson, dialogue, context.words.text)


def _without(take: Callable[..., Measure | int]) -> Callable[..., Any]:
    """Return what takes the button that leaves the answer out."""

    async def leave_out(context: BotContext, dialogue: DialogueView, value: str) -> None:
        if value != NONE or dialogue.data.get("field") == Field.TITLE:
            raise Outdated
        await _finish(context, take, dialogue, "")

    return leave_out


DIALOGUE = DialogueSpec(
    services.KIND,
    ask,
    messages={
        services.TITLE: take_title,
        services.FIELD: take_field,
        services.STEP: take_step,
        services.DUE: take_due,
        services.REASON: take_reason,
        services.NEWS: take_news,
        services.EVIDENCE: take_evidence,
        services.LESSON: take_lesson,
    },
    choices={
        services.START: take_start,
        services.FIELD: _without(services.take_field),
        services.DUE: _without(services.take_due),
        services.LESSON: _without(services.take_lesson),
    },
    typed=("title", "text", "evidence"),
)

#: Buttons that begin it.
BUTTONS: dict[type[CallbackData], Handler] = {
    data.NewMeasure: new,
    data.ChangeField: change_field,
    data.AddStep: add_step,
    data.SetState: set_state,
    data.WriteSentence: write_sentence,
    data.ChooseOutcome: choose_outcome,
}
