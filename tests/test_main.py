"""The command line: sentences and exit codes; the bot as a process of its own; a link that really appoints."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.commands.run import MISSING, UNKNOWN
from bot.config import Settings
from bot.simulator import Person, Server, Simulator, serve
from bot.towns import COBURG, read_town
from tests.sockets import free_port
from tests.towns import Town, open_town

ROOT = Path(__file__).parent.parent
VARIABLES = ("BOT_TOKEN", "BOT_API_URL", "DATABASE_URL", "TIMEZONE", "WEBHOOK_URL", "PUBLIC_URL", "DATA_FOLDER")


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder without a `.env`, and an environment without our variables."""
    monkeypatch.chdir(tmp_path)
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def simulator() -> Simulator:
    return Simulator()


@pytest.fixture
async def server(simulator: Simulator) -> AsyncIterator[Server]:
    async with serve(simulator) as running:
        yield running


def environment(**variables: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), **variables}


def run(*arguments: str, **variables: str) -> tuple[int, str, str]:
    """Run the command as people do and return exit code, output and complaints."""
    command = [sys.executable, "-m", "bot", *arguments]
    done = subprocess.run(command, env=environment(**variables), capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


async def start(*arguments: str, **variables: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *arguments, env=environment(**variables), stderr=asyncio.subprocess.PIPE
    )


async def answer_to(person: Person) -> str:
    person.open()
    while not (messages := person.inbox()):  # noqa: ASYNC110 - the other process rings no bell
        await asyncio.sleep(0.01)
    return messages[0].text or ""


def test_without_a_token_the_demo_is_named() -> None:
    assert run("run") == (1, "", f"{MISSING}\n")


def test_an_empty_token_is_none(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("BOT_TOKEN", "")

    assert (main(["run"]), capsys.readouterr().err) == (1, f"{MISSING}\n")


async def test_an_unknown_token_is_one_sentence(server: Server) -> None:
    process = await start("run", BOT_TOKEN="2:WRONG", BOT_API_URL=server.url)

    _, complaints = await process.communicate()

    assert (process.returncode, complaints.decode()) == (1, f"{UNKNOWN}\n")


@pytest.mark.parametrize("ask", [signal.SIGTERM, signal.SIGINT])
async def test_the_bot_answers_and_stops_when_asked(simulator: Simulator, server: Server, ask: signal.Signals) -> None:
    process = await start("run", BOT_TOKEN="1:DEMO", BOT_API_URL=server.url, LOG_LEVEL="WARNING")

    greeting = await answer_to(simulator.add_person("Amal", language_code="en"))
    process.send_signal(ask)
    _, complaints = await process.communicate()

    assert greeting.startswith("Welcome! This is the bot of the Mitwirken.")
    assert (process.returncode, complaints.decode()) == (0, "")


async def test_telegram_out_of_reach_is_waited_for(simulator: Simulator) -> None:
    port = free_port()
    process = await start("run", BOT_TOKEN="1:DEMO", BOT_API_URL=f"http://127.0.0.1:{port}", LOG_JSON="1")
    assert process.stderr is not None
    line = json.loads(await process.stderr.readline())

    async with serve(simulator, port=port):
        greeting = await answer_to(simulator.add_person("Amal", language_code="en"))
        process.send_signal(signal.SIGTERM)
        await process.communicate()

    assert (line["event"], line["error"]) == ("telegram.unreachable", "getMe: ClientConnectorError ECONNREFUSED")
    assert greeting.startswith("Welcome! This is the bot of the Mitwirken.")
    assert process.returncode == 0


async def test_a_pause_that_telegram_wants_at_the_start_is_kept(simulator: Simulator, server: Server) -> None:
    simulator.faults.flood(retry_after=1, times=1, method="getMe")
    process = await start("run", BOT_TOKEN="1:DEMO", BOT_API_URL=server.url)

    greeting = await answer_to(simulator.add_person("Amal", language_code="en"))
    process.send_signal(signal.SIGTERM)
    await process.communicate()

    assert greeting.startswith("Welcome! This is the bot of the Mitwirken.")
    assert process.returncode == 0


async def test_who_waits_for_telegram_stops_when_asked() -> None:
    process = await start("run", BOT_TOKEN="1:DEMO", BOT_API_URL=f"http://127.0.0.1:{free_port()}")
    assert process.stderr is not None
    await process.stderr.readline()

    process.send_signal(signal.SIGTERM)
    await process.communicate()

    assert process.returncode == 0


@pytest.mark.parametrize("url", ["postgresql://127.0.0.1:1/coburg", "sqlite:////proc/none/coburg.sqlite3", "mongo://x"])
def test_a_database_out_of_reach_is_one_sentence(
    url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)

    code = main(["import", str(COBURG)])

    complaints = capsys.readouterr().err
    assert code == 1
    assert re.fullmatch(r"The database cannot be reached: .+ \(see DATABASE_URL\)\.\n", complaints)


def test_each_thing_that_does_not_fit_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "town.json"
    path.write_text('{"format": 1, "as_of": "2009-10-13", "town": {"name": ""}}', encoding="utf-8")

    sentences = ["town.name: String should have at least 1 character.", "town.process: Field required."]
    assert run("import", str(path)) == (2, "", "".join(f"{path}: {sentence}\n" for sentence in sentences))
    assert list(tmp_path.iterdir()) == [path]


def test_coburg_is_imported_and_no_other_town_after_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "town.json"
    other.write_text(
        '{"format": 1, "as_of": "2009-10-13", "town": {"name": "Kronach", "process": "Leitbild"}}', encoding="utf-8"
    )

    assert main(["import", str(COBURG)]) == 0
    assert capsys.readouterr().out == (
        "Coburg is in the database: 11 bodies, 6 figures, 3 phases, 5 milestones, 5 tags, 2 events, 2 results,"
        " 4 measures."
        " A bot that runs already shows it after a restart.\n"
    )
    assert main(["import", str(other)]) == 2
    assert capsys.readouterr().err == "This database belongs to Coburg; Kronach needs a database of its own.\n"
    assert (tmp_path / "data" / "mitwirken.sqlite3").exists()


def test_a_town_is_exported_as_json_and_as_a_spreadsheet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table, text = tmp_path / "coburg.xlsx", tmp_path / "coburg.json"

    assert main(["export", str(table)]) == 1
    assert capsys.readouterr().err == "The database holds no town yet: python -m bot import FILE.\n"
    assert main(["import", str(COBURG)]) == 0
    assert (main(["export", str(table)]), main(["export", str(text)])) == (0, 0)
    assert read_town(table) == read_town(text)
    assert main(["import", str(table)]) == 0
    assert main(["export", str(tmp_path)]) == 1
    assert capsys.readouterr().err == f"{tmp_path} cannot be written: Is a directory.\n"


async def test_the_printed_link_appoints_once(
    database_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async with open_town(database_url) as town:
        monkeypatch.setenv("BOT_TOKEN", "1:DEMO")
        monkeypatch.setenv("BOT_API_URL", town.server_url)
        monkeypatch.setenv("DATABASE_URL", database_url)

        code = await asyncio.to_thread(main, ["appoint"])
        link = capsys.readouterr().out.splitlines()[0]
        found = re.fullmatch(r"https://t\.me/mitwirken_bot\?start=(i-[\w-]+)", link)

        assert code == 0
        assert found is not None
        assert await arrives(town, "Weber", found[1]) == "You now coordinate the process."
        assert await arrives(town, "Amal", found[1]) == "Registration saved. Welcome!"


async def arrives(town: Town, name: str, payload: str) -> str:
    """Return the first line of what the bot says to who follows a link and agrees."""
    resident = town.resident(name, "en")
    await resident.registers("English", "✅ Yes, I take part", payload=payload)
    return resident.screen.split("\n", 1)[0]


def test_without_a_token_the_message_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["appoint", "--deputy"])

    first, _, *rest = capsys.readouterr().out.splitlines()
    assert code == 0
    assert re.fullmatch(r"/start i-[\w-]{20}", first)
    assert rest == ["BOT_TOKEN is not set, so there is no link: send this line to the bot."]


def test_every_setting_is_printed_with_what_it_is_for(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["settings"])

    lines = capsys.readouterr().out.splitlines()
    variables = [line.split()[0] for line in lines[2::2]]
    fields = Settings.model_fields.items()
    assert code == 0
    assert variables == [(field.alias or name).upper() for name, field in fields]
    assert [line.strip() for line in lines[3::2]] == [field.description for _, field in fields]


def test_a_reader_who_has_seen_enough_is_no_error() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "bot", "settings"]

    done = subprocess.run(command, env=environment(), stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)

    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    ("variable", "value", "complaint"),
    [
        ("TIMEZONE", "Coburg", "there is no time zone 'Coburg'; an example is Europe/Berlin"),
        ("WEBHOOK_LISTEN", "8080", "'8080' is not a host and a port such as 127.0.0.1:8080"),
        (
            "PUBLIC_URL",
            "http://coburg.example",
            "'http://coburg.example' does not begin with https://: a private address must not be read on the way",
        ),
        ("LOG_LEVEL", "LOUD", "there is no level 'LOUD'; DEBUG, INFO, WARNING and ERROR are known"),
        ("TICK_SECONDS", "0", "Input should be greater than 0"),
    ],
)
def test_a_setting_that_does_not_fit_is_named(
    variable: str, value: str, complaint: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(variable, value)

    assert (main(["run"]), capsys.readouterr().err) == (1, f"{variable} does not fit: {complaint}.\n")


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_spelling_of_postgresql_names_our_driver(scheme: str) -> None:
    assert Settings(database_url=f"{scheme}://host/coburg").database_url == "postgresql+psycopg://host/coburg"


async def test_a_port_that_is_taken_is_one_sentence(server: Server) -> None:
    port = server.url.rpartition(":")[2]

    process = await start("demo", "--no-browser", "--port", port)
    _, complaints = await process.communicate()

    assert (process.returncode, complaints.decode()) == (
        1,
        f"The page cannot be served on port {port}: Address already in use.\n",
    )


@pytest.mark.parametrize("variable", ["WEBHOOK_URL", "PUBLIC_URL"])
async def test_listening_on_a_port_that_is_taken_is_one_sentence(server: Server, variable: str) -> None:
    taken = server.url.removeprefix("http://")
    webhook = {variable: f"{server.url}/telegram", "WEBHOOK_LISTEN": taken, "LOG_LEVEL": "ERROR"}

    process = await start("run", BOT_TOKEN="1:DEMO", BOT_API_URL=server.url, **webhook)
    _, complaints = await process.communicate()

    assert (process.returncode, complaints.decode()) == (
        1,
        f"The bot cannot listen on {taken}: Address already in use.\n",
    )
