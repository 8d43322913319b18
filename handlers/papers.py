"""Beschlussvorlagen: all, the choice of proposals (a dialogue), one of them and its states. See ``papers.mmd``."""

from __future__ import annotations

from functools import partial

from telegram import Update

from bot.callback_data.base import CallbackData
from bot.callback_data.papers import (
    AddProposal,
    BeginPaper,
    ChooseProposal,
    FinalisePaper,
    ListPapers,
    NumberPaper,
    RemoveProposal,
    ReopenPaper,
    SetPublic,
    ShowPaper,
    ShowProposals,
    WithdrawPaper,
)
from bot.context import BotContext
from bot.errors import EmptyText, Overtaken
from bot.messages import OutgoingMessage
from bot.messages import paper_pages as pages
from bot.messages import papers as messages
from bot.messages.paper_pages import Notice
from bot.services import paper_drafts as drafts
from bot.services import paper_states as states
from bot.services import papers as services
from bot.services.visitors import DialogueView
from handlers import menus, paper_sections
from handlers.choices import read_number, turned_page
from handlers.menus import unless_gone
from handlers.paper_sections import phrase
from handlers.routing import DialogueSpec, Handler


async def papers(update: Update, context: BotContext) -> None:
    """Show the newest papers."""
    await _show_papers(context, 0)


async def list_papers(update: Update, context: BotContext) -> None:
    """Show a page of the papers."""
    await _show_papers(context, ListPapers.parse(context.pressed).page)


async def _show_papers(context: BotContext, number: int) -> None:
    page = await context.database.read(drafts.list_papers, number, acting=context.acting)
    await context.show(messages.papers_page(context.locale, page))


async def begin(update: Update, context: BotContext) -> None:
    """Begin to tick the proposals of a new paper."""
    number = BeginPaper.parse(context.pressed).result_id
    if not await menus.finish_first(context):
        dialogue = await context.database.run(drafts.begin, number, acting=context.acting, now=context.now())
        await context.show(await ask_proposals(context, dialogue))


@unless_gone
async def ask_proposals(context: BotContext, dialogue: DialogueView) -> OutgoingMessage:
    """Ask which proposals the paper is made of."""
    return await _ask_proposals(context, dialogue)


async def _ask_proposals(context: BotContext, dialogue: DialogueView, *, untimely: bool = False) -> OutgoingMessage:
    find = partial(drafts.list_candidates, acting=context.acting)
    candidates = await context.database.read(find, dialogue.data["page"])
    return messages.ask_proposals(context.locale, dialogue, candidates, untimely=untimely)


async def take_proposal(context: BotContext, dialogue: DialogueView, value: str) -> None:
    """Tick or untick a proposal, turn the page, or make the draft."""
    if await turned_page(context, dialogue, value):
        return
    if value == messages.DRAFT:
        await _draft(context, dialogue)
        return
    toggle = partial(drafts.toggle, acting=context.acting, now=context.now())
    ticked = await context.database.run(toggle, dialogue.number, read_number(value))
    await context.show(await ask_proposals(context, ticked))


async def _draft(context: BotContext, dialogue: DialogueView) -> None:
    finish = partial(drafts.finish, acting=context.acting, now=context.now())
    try:
        paper = await context.database.run(finish, dialogue.number, phrase(context))
    except EmptyText:
        await context.show(await _ask_proposals(context, dialogue, untimely=True))
        return
    await show_paper(context, paper.id, Notice.DRAFTED)


async def open_paper(update: Update, context: BotContext) -> None:
    """Show a paper."""
    await show_paper(context, ShowPaper.parse(context.pressed).paper_id)


async def show_paper(context: BotContext, paper_id: int, notice: Notice | None = None) -> None:
    """Show a paper and what has just happened to it; raises NotFound."""
    view = await context.database.read(states.look, paper_id, acting=context.acting)
    await context.show(pages.paper_page(context.locale, view, notice))


async def finalise(update: Update, context: BotContext) -> None:
    """Call a paper final; where something is open, say what and ask first."""
    pressed = FinalisePaper.parse(context.pressed)
    about = partial(states.finalise, sure=bool(pressed.sure), acting=context.acting, now=context.now())
    try:
        view = await context.database.run(about, pressed.paper_id, pressed.seen)
    except Overtaken:
        await show_paper(context, pressed.paper_id, Notice.OVERTAKEN)
        return
    if view is None:
        asked = await context.database.read(states.look, pressed.paper_id, acting=context.acting)
        await context.show(pages.confirm_final(context.locale, asked))
        return
    context.equipment.news.set()
    await context.show(pages.paper_page(context.locale, view, Notice.FINAL))


async def reopen(update: Update, context: BotContext) -> None:
    """Let a final paper be a draft again."""
    number = ReopenPaper.parse(context.pressed).paper_id
    view = await context.database.run(states.reopen, number, acting=context.acting, now=context.now())
    await context.show(pages.paper_page(context.locale, view, Notice.REOPENED))


async def withdraw(update: Update, context: BotContext) -> None:
    """Withdraw a paper, after asking."""
    pressed = WithdrawPaper.parse(context.pressed)
    if not pressed.sure:
        view = await context.database.read(states.look_at_open, pressed.paper_id, acting=context.acting)
        await context.show(pages.confirm_withdrawal(context.locale, view))
        return
    view = await context.database.run(states.withdraw, pressed.paper_id, acting=context.acting, now=context.now())
    context.equipment.news.set()
    await context.show(pages.paper_page(context.locale, view, Notice.WITHDRAWN))


async def set_public(update: Update, context: BotContext) -> None:
    """Say whether the council deals with it in public."""
    pressed = SetPublic.parse(context.pressed)
    change = partial(states.set_public, is_public=bool(pressed.is_public), acting=context.acting)
    await context.show(pages.paper_page(context.locale, await context.database.run(change, pressed.paper_id)))


async def show_proposals(update: Update, context: BotContext) -> None:
    """Show the proposals of a paper."""
    await _show_proposals(context, ShowProposals.parse(context.pressed).paper_id)


async def _show_proposals(context: BotContext, paper_id: int, notice: Notice | None = None) -> None:
    view = await context.database.read(states.look, paper_id, acting=context.acting)
    await context.show(pages.proposals_page(context.locale, view, notice))


async def choose_proposal(update: Update, context: BotContext) -> None:
    """Ask which proposal is to be put into a draft."""
    pressed = ChooseProposal.parse(context.pressed)
    find = partial(drafts.list_addable, acting=context.acting)
    candidates = await context.database.read(find, pressed.paper_id, pressed.page)
    await context.show(pages.proposal_choice(context.locale, pressed.paper_id, candidates))


async def add_proposal(update: Update, context: BotContext) -> None:
    """Put a proposal into a draft."""
    pressed = AddProposal.parse(context.pressed)
    add = partial(drafts.add_item, acting=context.acting, now=context.now())
    await context.database.run(add, pressed.paper_id, pressed.result_id, phrase(context))
    await _show_proposals(context, pressed.paper_id)


async def remove_proposal(update: Update, context: BotContext) -> None:
    """Take a proposal out of a draft, unless it is the last one."""
    pressed = RemoveProposal.parse(context.pressed)
    remove = partial(drafts.remove_item, acting=context.acting, now=context.now())
    try:
        await context.database.run(remove, pressed.paper_id, pressed.result_id, phrase(context))
    except EmptyText:
        await _show_proposals(context, pressed.paper_id, Notice.LAST)
        return
    await _show_proposals(context, pressed.paper_id)


async def begin_reference(update: Update, context: BotContext) -> None:
    """Ask for the number that the administration gave."""
    number = NumberPaper.parse(context.pressed).paper_id
    if not await menus.finish_first(context):
        dialogue = await context.database.run(states.ask_reference, number, acting=context.acting, now=context.now())
        await context.reply(await ask_reference(context, dialogue))


@unless_gone
async def ask_reference(context: BotContext, dialogue: DialogueView) -> OutgoingMessage:
    """Ask for that number."""
    paper = await context.database.read(services.get_paper, dialogue.data["paper_id"], acting=context.acting)
    return pages.ask_reference(context.locale, dialogue, paper)


async def take_reference(context: BotContext, dialogue: DialogueView) -> None:
    """Keep that number."""
    take = partial(states.take_reference, acting=context.acting)
    view = await context.database.run(take, dialogue.number, context.words.text)
    await context.reply(pages.paper_page(context.locale, view, Notice.NUMBERED))


#: The noun's buttons, those of the sections among them.
BUTTONS: dict[type[CallbackData], Handler] = {
    ListPapers: list_papers,
    BeginPaper: begin,
    ShowPaper: open_paper,
    FinalisePaper: finalise,
    ReopenPaper: reopen,
    WithdrawPaper: withdraw,
    SetPublic: set_public,
    ShowProposals: show_proposals,
    ChooseProposal: choose_proposal,
    AddProposal: add_proposal,
    RemoveProposal: remove_proposal,
    NumberPaper: begin_reference,
    **paper_sections.BUTTONS,
}
DIALOGUES = (
    DialogueSpec(drafts.KIND, ask_proposals, choices={drafts.PICK: take_proposal}),
    DialogueSpec(states.KIND, ask_reference, messages={states.REFERENCE: take_reference}),
    paper_sections.DIALOGUE,
)
