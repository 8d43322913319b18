"""Files: up, down, again by identifier, and what is too big or no image."""

import io
import struct

import aiohttp
import pytest
from telegram import Bot

from bot.simulator import Person, Server, Simulator
from bot.simulator.files import image_size
from tests.simulator.client import Client

PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 320, 200) + b"\x08\x02\0\0\0"
WRONG = (400, "Bad Request: wrong file_id or the file is temporarily unavailable")


async def test_a_document_arrives_with_its_name(bot: Bot, amira: Person) -> None:
    content = io.BytesIO("Beschlüsse".encode())

    await bot.send_document(amira.id, content, filename="übersicht.docx", caption="<b>Neu</b>", parse_mode="HTML")

    (message,) = amira.inbox()
    assert message.document is not None
    assert message.document.content.decode() == "Beschlüsse"
    assert message.document.file_name == "übersicht.docx"
    assert message.html == "<b>Neu</b>"


async def test_a_voice_message_can_be_fetched(bot: Bot, amira: Person) -> None:
    amira.send_voice(b"OggS" * 100, duration=7)

    (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.voice is not None
    file = await update.message.voice.get_file()

    assert bytes(await file.download_as_bytearray()) == b"OggS" * 100
    assert update.message.voice.to_dict()["duration"] == 7


async def test_a_file_can_be_sent_again_by_its_identifier(bot: Bot, amira: Person, boris: Person) -> None:
    boris.open()
    photo = await bot.send_photo(amira.id, PNG)

    await bot.send_photo(boris.id, photo.photo[0].file_id)
    voice = await bot.send_voice(boris.id, b"OggS", duration=3)

    received = [message.media for message in boris.inbox()]
    assert [(media.kind, media.content) for media in received if media] == [("photo", PNG), ("voice", b"OggS")]
    assert (photo.photo[0].width, photo.photo[0].height) == (320, 200)
    assert voice.voice is not None
    assert voice.voice.to_dict()["duration"] == 3


async def test_people_send_photos_documents_stickers_and_places(bot: Bot, amira: Person) -> None:
    amira.send_photo(PNG, caption="Plakat /start")
    amira.send_document(b"a;b", "liste.csv")
    amira.send_sticker()
    amira.send_location(50.26, 10.96)

    messages = [update.message for update in await bot.get_updates()]
    photo, document, sticker, place = [message for message in messages if message]
    assert (photo.photo[0].width, photo.caption, len(photo.caption_entities)) == (320, "Plakat /start", 1)
    assert document.document is not None
    assert (document.document.file_name, document.document.file_size) == ("liste.csv", 3)
    assert sticker.sticker is not None
    assert sticker.sticker.emoji == "👍"
    assert place.location is not None
    assert place.location.latitude == 50.26


async def test_the_limits_of_size(client: Client, bot: Bot, simulator: Simulator, amira: Person) -> None:
    assert simulator.files.upload_limit == 50 * 1024 * 1024
    assert simulator.files.download_limit == 20 * 1024 * 1024
    simulator.files.upload_limit, simulator.files.download_limit = 100, 10
    form = aiohttp.FormData({"chat_id": str(amira.id)})
    form.add_field("document", b"x" * 101, filename="big.txt")

    async with client.session.post(f"{client.url}/sendDocument", data=form) as response:
        assert (response.status, (await response.json())["description"]) == (413, "Request Entity Too Large")

    sent = await bot.send_document(amira.id, b"x" * 11, filename="middle.txt")
    assert sent.document is not None
    assert await client.refusal("getFile", file_id=sent.document.file_id) == (400, "Bad Request: file is too big")


async def test_files_that_are_not_there_are_refused(client: Client, server: Server, amira: Person) -> None:
    assert await client.refusal("getFile", file_id="404") == WRONG
    assert await client.refusal("getFile") == (400, "Bad Request: file_id not specified")
    assert await client.refusal("sendDocument", chat_id=amira.id, document="404") == WRONG
    assert await client.refusal("sendDocument", chat_id=amira.id) == (
        400,
        "Bad Request: there is no document in the request",
    )
    assert await client.refusal("sendPhoto", chat_id=amira.id, photo="https://coburg.de/a.png") == (
        400,
        "Bad Request: failed to get HTTP URL content",
    )
    async with client.session.get(f"{server.file_url}1:DEMO/documents/file_404.txt") as response:
        assert response.status == 404


async def test_bad_content_is_refused(client: Client, amira: Person) -> None:
    async def refusal(method: str, kind: str, content: bytes, caption: str = "") -> str:
        form = aiohttp.FormData({"chat_id": str(amira.id), "caption": caption})
        form.add_field(kind, content, filename="f")
        async with client.session.post(f"{client.url}/{method}", data=form) as response:
            return str((await response.json())["description"])

    assert await refusal("sendPhoto", "photo", b"no image") == "Bad Request: IMAGE_PROCESS_FAILED"
    assert await refusal("sendDocument", "document", b"") == "Bad Request: file must be non-empty"
    assert await refusal("sendDocument", "document", b"x", "x" * 1025) == "Bad Request: message caption is too long"


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (PNG, (320, 200)),
        (b"GIF89a" + struct.pack("<HH", 3, 4), (3, 4)),
        (b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x0b\x08" + struct.pack(">HH", 20, 30) + b"\x01", (30, 20)),
        (b"\xff\xd8\xff\xe0\x00", None),
        (b"text", None),
    ],
)
def test_the_size_of_an_image(content: bytes, size: tuple[int, int] | None) -> None:
    assert image_size(content) == size


async def test_copies_and_forwards(bot: Bot, client: Client, amira: Person, boris: Person) -> None:
    boris.open()
    document = await bot.send_document(amira.id, b"x", filename="x.txt", caption="alt")
    secret = await bot.send_message(amira.id, "geheim", protect_content=True)
    question = amira.say("Frage")

    await bot.copy_message(boris.id, amira.id, document.message_id, caption="neu")
    forwarded = await bot.forward_message(boris.id, amira.id, question.message_id)

    assert [message.caption or message.text for message in boris.inbox()] == ["neu", "Frage"]
    assert forwarded.forward_origin is not None
    assert forwarded.forward_origin.to_dict()["sender_user"]["first_name"] == "Amira"

    place = {"chat_id": boris.id, "from_chat_id": amira.id}
    for method, message_id, words in (
        ("copyMessage", 404, "message to copy not found"),
        ("forwardMessage", 404, "message to forward not found"),
        ("copyMessage", secret.message_id, "message can't be copied"),
        ("forwardMessage", secret.message_id, "message can't be forwarded"),
    ):
        assert await client.refusal(method, **place, message_id=message_id) == (400, f"Bad Request: {words}")


async def test_a_request_that_is_too_large_is_refused(client: Client) -> None:
    body = io.BytesIO(b"chat_id=1&text=" + b"x" * (65 * 1024 * 1024))

    async with client.session.post(f"{client.url}/sendMessage", data=body) as response:
        assert (response.status, (await response.json())["description"]) == (413, "Request Entity Too Large")
