"""Arriving and going: language, consent, name, own data, deletion."""

from __future__ import annotations

from telegram import Update

from bot.callback_data.base import CallbackData
from bot.callback_data.registration import Agree, ChangeLanguage, Erase, MyData, PickLanguage, ShowPrivacy
from bot.context import BotContext
from bot.errors import Outdated
from bot.languages import LOCALES
from bot.messages import OutgoingMessage
from bot.messages import commands as command_messages
from bot.messages import registration as messages
from bot.services import dialogues, own_data, registration
from bot.services.registration import Agreement
from bot.services.visitors import DialogueView
from handlers import menus
from handlers.arrival import arrive, greet, target_of
from handlers.routing import DialogueSpec, Handler

NAME = "name"
#: What a button to delete asks for: whether the person's ideas go as well.
_WITH_TEXTS = {"profile": False, "everything": True}


def _shipped(locale: str) -> str:
    if locale not in LOCALES:
        raise Outdated
    return locale


async def pick_language(update: Update, context: BotContext) -> None:
    """Show the privacy notice in the language that a stranger chose; nothing is stored."""
    data = PickLanguage.parse(context.pressed)
    if context.visitor is not None:
        await arrive(update, context, target_of(data.target))
        return
    await context.show(messages.consent(_shipped(data.locale), context.town, target_of(data.target)))


async def show_privacy(update: Update, context: BotContext) -> None:
    """Show more about privacy, the German text, or say goodbye."""
    data = ShowPrivacy.parse(context.pressed)
    locale, target = _shipped(data.locale), target_of(data.target)
    match data.part:
        case "full":
            await context.reply(messages.privacy(locale, context.town))
            await context.reply(messages.consent_after_reading(locale, target))
        case "no":
            await context.show(messages.declined(locale, context.town))
        case part:
            await context.show(messages.consent(locale, context.town, target, german=part == "german"))


async def agree(update: Update, context: BotContext) -> None:
    """Register who agreed to the notice as it is today, and take them where they were going."""
    data = Agree.parse(context.pressed)
    locale, target = _shipped(data.locale), target_of(data.target)
    if data.version != messages.PRIVACY_VERSION:
        await context.show(messages.consent(locale, context.town, target))
        return
    agreement = Agreement(data.version, messages.notice_hash(locale, data.version), locale)
    await arrive(update, context, target, agreement=agreement)


async def language(update: Update, context: BotContext) -> None:
    """Offer the languages, to strangers and registered people, at any step."""
    if context.visitor is None:
        await greet(context, target="")
    else:
        await context.show(messages.language_choice(context.locale))


async def change_language(update: Update, context: BotContext) -> None:
    """Change the language; a running dialogue goes on at the same step."""
    locale = _shipped(ChangeLanguage.parse(context.pressed).locale)
    await context.database.run(registration.choose_language, locale, acting=context.acting)
    await context.refresh_data()
    await context.show(messages.language_chosen(locale))
    await menus.go_on(context)
    await menus.set_commands(context)


async def privacy(update: Update, context: BotContext) -> None:
    """Show the whole privacy notice."""
    await context.show(messages.privacy(context.locale, context.town))


async def imprint(update: Update, context: BotContext) -> None:
    """Show who runs the bot."""
    await context.show(messages.imprint(context.locale, context.town))


async def help_page(update: Update, context: BotContext) -> None:
    """Show what the person can do; a running dialogue stays as it is."""
    await context.show(command_messages.help_text(context.locale, context.visitor, context.town.contact))


async def name(update: Update, context: BotContext) -> None:
    """Ask how the person wants to be called."""
    if await menus.finish_first(context):
        return
    dialogue = await context.database.run(dialogues.begin, NAME, "name", acting=context.acting, now=context.now())
    await context.show(await ask_name(context, dialogue))


async def ask_name(context: BotContext, dialogue: DialogueView) -> OutgoingMessage:
    """Ask for the name."""
    return messages.ask_name(context.locale, context.person.display_name, dialogue)


async def take_name(context: BotContext, dialogue: DialogueView) -> None:
    """Take the typed name."""
    chosen = await context.database.run(registration.choose_name, context.words.text, acting=context.acting)
    await context.reply(messages.name_chosen(context.locale, chosen))


async def my_data(update: Update, context: BotContext) -> None:
    """Show what is stored about the person."""
    data = await context.database.read(own_data.collect, acting=context.acting)
    await context.show(messages.my_data(context.locale, data))


async def my_data_file(update: Update, context: BotContext) -> None:
    """Hand the person's data over as a file."""
    form = MyData.parse(context.pressed).form
    data = await context.database.read(own_data.collect, acting=context.acting)
    await context.reply(messages.data_file(context.locale, data, form))


async def delete(update: Update, context: BotContext) -> None:
    """Ask before deleting."""
    await context.show(messages.ask_erase(context.person.locale))


async def erase(update: Update, context: BotContext) -> None:
    """Forget the person."""
    with_texts = _WITH_TEXTS.get(Erase.parse(context.pressed).scope)
    if with_texts is None:
        raise Outdated
    locale = context.locale
    await context.database.run(registration.erase, with_texts=with_texts, acting=context.acting, now=context.now())
    await context.show(messages.erased(locale))
    await menus.forget_commands(context)


DIALOGUE = DialogueSpec(NAME, ask_name, messages={"name": take_name})


#: Buttons: each kind of data has one taker.
BUTTONS: dict[type[CallbackData], Handler] = {
    PickLanguage: pick_language,
    ShowPrivacy: show_privacy,
    Agree: agree,
    ChangeLanguage: change_language,
    MyData: my_data_file,
    Erase: erase,
}
