"""Groups: who is in them, what the bot sees, topics."""

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from bot.simulator import Group, NotPossible, Person, Simulator
from tests.simulator.client import Client


@pytest.fixture
def group(simulator: Simulator, amira: Person) -> Group:
    """The Gesprächskreis, with the bot as administrator; no update waits."""
    group = simulator.add_group("Gesprächskreis", members=[amira], forum=True)
    simulator.updates.pending.clear()
    return group


async def test_the_bot_learns_that_it_was_added(bot: Bot, simulator: Simulator, amira: Person) -> None:
    simulator.add_group("AG Sprache", members=[amira])

    (update,) = await bot.get_updates()
    assert update.my_chat_member is not None
    assert update.my_chat_member.new_chat_member.status == "administrator"
    assert (update.my_chat_member.chat.title, update.my_chat_member.chat.type) == ("AG Sprache", "supergroup")


async def test_members_talk_and_press(bot: Bot, group: Group, amira: Person, boris: Person) -> None:
    keyboard = InlineKeyboardMarkup.from_button(InlineKeyboardButton("Ich komme", callback_data="come"))
    await bot.send_message(group.id, "Wer kommt?", reply_markup=keyboard)
    group.say(amira, "Ich!")

    query_id = group.press(amira, "Ich komme")

    said, pressed = await bot.get_updates()
    assert said.message is not None
    assert said.message.from_user is not None
    assert (said.message.text, said.message.from_user.first_name, said.message.chat.id) == ("Ich!", "Amira", group.id)
    assert pressed.callback_query is not None
    assert pressed.callback_query.id == query_id
    with pytest.raises(NotPossible):
        group.say(boris, "Und ich?")
    with pytest.raises(LookupError):
        group.press(amira, "Ich nicht")


async def test_an_ordinary_member_bot_sees_what_is_meant_for_it(bot: Bot, group: Group, amira: Person) -> None:
    group.set_bot_status("member")
    sent = await bot.send_message(group.id, "Fragen?")
    for text in ("Plauderei", "/help", "Hallo @mitwirken_bot"):
        group.say(amira, text)
    group.say(amira, "Ja", reply_to=group.messages[sent.message_id])

    messages = [update.message for update in await bot.get_updates()]
    assert [message.text for message in messages if message] == ["/help", "Hallo @mitwirken_bot", "Ja"]


async def test_joining_and_leaving_are_told_on_request(bot: Bot, group: Group, boris: Person) -> None:
    await bot.get_updates(allowed_updates=["chat_member", "message"])
    group.join(boris)
    assert (await bot.get_chat_member(group.id, boris.id)).status == "member"
    group.leave(boris)
    assert (await bot.get_chat_member(group.id, boris.id)).status == "left"

    updates = await bot.get_updates()
    changes = [update.chat_member.new_chat_member.status for update in updates if update.chat_member]
    assert changes == ["member", "left"]
    services = [update.message for update in updates if update.message]
    assert [len(message.new_chat_members) for message in services] == [1, 0]
    assert services[1].left_chat_member is not None


async def test_topics(bot: Bot, client: Client, group: Group, amira: Person) -> None:
    topic = await bot.create_forum_topic(group.id, "Deutschkurse")
    sent = await bot.send_message(group.id, "Neu", message_thread_id=topic.message_thread_id)
    group.say(amira, "Gut", topic=topic.message_thread_id)

    (update,) = await bot.get_updates()
    assert update.message is not None
    assert (sent.message_thread_id, update.message.message_thread_id) == (topic.message_thread_id,) * 2
    assert await client.refusal("sendMessage", chat_id=group.id, text="x", message_thread_id=404) == (
        400,
        "Bad Request: message thread not found",
    )


async def test_topics_are_refused(client: Client, simulator: Simulator, group: Group, amira: Person) -> None:
    plain = simulator.add_group("Steuergruppe", members=[amira])

    assert await client.refusal("createForumTopic", chat_id=plain.id, name="x") == (
        400,
        "Bad Request: the chat is not a forum",
    )
    assert await client.refusal("createForumTopic", chat_id=group.id, name="") == (
        400,
        "Bad Request: TOPIC_TITLE_EMPTY",
    )
    assert await client.refusal("createForumTopic", chat_id=group.id, name="x" * 129) == (
        400,
        "Bad Request: TOPIC_TITLE_INVALID",
    )
    group.set_bot_status("member")
    assert await client.refusal("createForumTopic", chat_id=group.id, name="x") == (
        400,
        "Bad Request: not enough rights to create a topic",
    )


@pytest.mark.parametrize(
    ("status", "words"),
    [("kicked", "bot was kicked from the supergroup chat"), ("left", "bot is not a member of the supergroup chat")],
)
async def test_a_bot_that_is_not_there_is_refused(client: Client, group: Group, status: str, words: str) -> None:
    group.set_bot_status(status)

    assert await client.refusal("sendMessage", chat_id=group.id, text="x") == (403, f"Forbidden: {words}")


async def test_others_messages_are_deleted_by_administrators_only(
    bot: Bot, client: Client, group: Group, amira: Person
) -> None:
    first, second = group.say(amira, "1"), group.say(amira, "2")
    await bot.delete_message(group.id, first.message_id)
    group.set_bot_status("member")

    refusal = await client.refusal("deleteMessage", chat_id=group.id, message_id=second.message_id)

    assert refusal == (400, "Bad Request: message can't be deleted")


async def test_the_bot_and_strangers_as_members(bot: Bot, client: Client, group: Group) -> None:
    assert (await bot.get_chat_member(group.id, 1)).status == "administrator"
    assert (await bot.get_chat(group.id)).is_forum is True
    assert await client.refusal("getChatMember", chat_id=group.id, user_id=404) == (400, "Bad Request: user not found")


def test_a_bot_has_one_of_four_standings(group: Group) -> None:
    with pytest.raises(ValueError, match="cannot be 'owner'"):
        group.set_bot_status("owner")
