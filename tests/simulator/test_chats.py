"""Who can be written to, and what the door says of chats, tokens, methods and reactions."""

import aiohttp
import pytest
from telegram import Bot, ReactionTypeEmoji

from bot.simulator import NotPossible, Person, Server, Simulator
from tests.simulator.client import Client, SteppableTime


async def test_a_bot_cannot_write_first(client: Client, boris: Person) -> None:
    refusal = await client.refusal("sendMessage", chat_id=boris.id, text="Hallo")

    assert refusal == (403, "Forbidden: bot can't initiate conversation with a user")


@pytest.mark.parametrize("chat_id", [404, -404, "@coburg"])
async def test_an_unknown_chat_is_not_found(client: Client, amira: Person, chat_id: int | str) -> None:
    refusal = await client.refusal("sendMessage", chat_id=chat_id, text="Hallo")

    assert refusal == (400, "Bad Request: chat not found")


async def test_a_blocked_bot_is_refused_until_it_is_unblocked(bot: Bot, client: Client, amira: Person) -> None:
    amira.block()

    assert await client.refusal("sendMessage", chat_id=amira.id, text="1") == (
        403,
        "Forbidden: bot was blocked by the user",
    )
    with pytest.raises(NotPossible):
        amira.say("Hallo")

    amira.unblock()
    await bot.send_message(amira.id, "2")

    changes = [update.my_chat_member for update in await bot.get_updates()]
    assert [change.new_chat_member.status for change in changes if change] == ["kicked", "member"]


async def test_a_deleted_account_is_refused(client: Client, amira: Person) -> None:
    amira.deactivate()

    refusal = await client.refusal("sendChatAction", chat_id=amira.id, action="typing")

    assert refusal == (403, "Forbidden: user is deactivated")


async def test_the_token_and_the_method_must_be_right(server: Server, simulator: Simulator) -> None:
    async def answer(path: str) -> tuple[int, str]:
        async with aiohttp.ClientSession() as session, session.get(f"{server.url}/{path}") as response:
            return response.status, (await response.json())["description"]

    assert await answer("bot2:OTHER/getMe") == (401, "Unauthorized")
    assert await answer("botrubbish/getMe") == (404, "Not Found")
    assert await answer(f"bot{simulator.token}/getYou") == (404, "Not Found")


async def test_parameters_come_by_query_form_multipart_and_json(client: Client, amira: Person) -> None:
    url = f"{client.url}/SENDmessage"
    fields = {"chat_id": str(amira.id), "text": "Grüß Gott & mehr"}
    multipart = aiohttp.FormData(default_to_multipart=True)
    for name, value in fields.items():
        multipart.add_field(name, value)

    for how in ({"params": fields}, {"data": fields}, {"data": multipart}, {"json": fields}):
        async with client.session.post(url, **how) as response:
            assert response.status == 200

    assert [message.text for message in amira.inbox()] == ["Grüß Gott & mehr"] * 4


async def test_a_body_that_is_no_json_is_refused(client: Client) -> None:
    headers = {"Content-Type": "application/json"}
    async with client.session.post(f"{client.url}/getMe", data=b"[1", headers=headers) as response:
        assert (await response.json())["description"] == "Bad Request: can't parse JSON object"


async def test_chats_and_members_are_told(bot: Bot, amira: Person) -> None:
    chat = await bot.get_chat(amira.id)
    member = await bot.get_chat_member(amira.id, amira.id)
    me = await bot.get_me()

    assert (chat.type, chat.first_name) == ("private", "Amira")
    assert (member.status, member.user.language_code) == ("member", "ar")
    assert (me.username, me.is_bot) == ("mitwirken_bot", True)


async def test_strangers_cannot_be_looked_up(client: Client, amira: Person, boris: Person) -> None:
    assert await client.refusal("getChat", chat_id=boris.id) == (400, "Bad Request: chat not found")
    assert await client.refusal("getChatMember", chat_id=amira.id, user_id=boris.id) == (
        400,
        "Bad Request: member not found",
    )


async def test_a_chat_action_is_shown_if_it_exists(client: Client, simulator: Simulator, amira: Person) -> None:
    events: list[dict[str, object]] = []
    simulator.on_change(events.append)

    await client.ask("sendChatAction", chat_id=amira.id, action="typing")

    assert events == [{"kind": "action", "chat_id": amira.id, "action": "typing"}]
    assert await client.refusal("sendChatAction", chat_id=amira.id, action="dancing") == (
        400,
        "Bad Request: wrong parameter action in request",
    )


async def test_reactions_go_both_ways(bot: Bot, client: Client, amira: Person) -> None:
    message = amira.say("Danke!")
    await bot.set_message_reaction(amira.id, message.message_id, "🙏")
    await bot.get_updates(allowed_updates=["message_reaction"])
    amira.react(message, "👍")

    assert [one["emoji"] for reactions in message.reactions.values() for one in reactions] == ["🙏", "👍"]
    reaction = (await bot.get_updates())[-1].message_reaction
    assert reaction is not None
    assert reaction.new_reaction == (ReactionTypeEmoji("👍"),)


@pytest.mark.parametrize(("emojis", "words"), [(["👍", "🙏"], "REACTIONS_TOO_MANY"), (["x"], "REACTION_INVALID")])
async def test_a_reaction_is_refused(client: Client, amira: Person, emojis: list[str], words: str) -> None:
    message = amira.say("Danke!")
    reaction = [{"type": "emoji", "emoji": emoji} for emoji in emojis]

    refusal = await client.refusal(
        "setMessageReaction", chat_id=amira.id, message_id=message.message_id, reaction=reaction
    )

    assert refusal == (400, f"Bad Request: {words}")


async def test_messages_carry_the_given_time_and_big_ids(bot: Bot, simulator: Simulator, time: SteppableTime) -> None:
    person = simulator.add_person("Zeynep", user_id=2**52 - 1)
    person.open()
    sent = await bot.send_message(person.id, "Merhaba")

    assert (sent.chat.id, sent.date) == (2**52 - 1, time.now())
    with pytest.raises(ValueError, match="already an account"):
        simulator.add_person("Double", user_id=person.id)


async def test_private_chats_share_one_counter(bot: Bot, amira: Person, boris: Person) -> None:
    boris.open()
    numbers = [(await bot.send_message(person.id, "x")).message_id for person in (amira, boris, amira)]

    assert numbers == [numbers[0], numbers[0] + 1, numbers[0] + 2]
