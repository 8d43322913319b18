"""`python -m bot …`: arguments and exit codes; what the commands do is in `bot.commands` and `bot.demo`.

Each command imports what it needs when it is asked for: a bot on Telegram holds no demo in memory.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from bot.commands import CommandFailed, reason_of

#: What a shell calls a process that Ctrl-C ended.
INTERRUPTED = 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "python -m bot", description="Mitwirken: a town takes part, in everyone's language."
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    run = commands.add_parser("run", help="the bot on Telegram; needs BOT_TOKEN")
    run.set_defaults(act=lambda options: _run())

    show = commands.add_parser("demo", help="the town of Coburg in your browser; needs nothing")
    show.add_argument("--port", type=int, default=0, help="port of the page on 127.0.0.1 (default: any free one)")
    show.add_argument("--no-browser", action="store_true", help="only print the address")
    show.set_defaults(act=lambda options: _demonstrate(options.port, browser=not options.no_browser))

    load = commands.add_parser("import", help="a municipality from a JSON file or spreadsheet, see bot/towns/README.md")
    load.add_argument("file", type=Path, metavar="FILE")
    load.set_defaults(act=lambda options: _import(options.file))

    save = commands.add_parser("export", help="the municipality as such a file; FILE ends in .json or .xlsx")
    save.add_argument("file", type=Path, metavar="FILE")
    save.set_defaults(act=lambda options: _export(options.file))

    link = commands.add_parser("appoint", help="print a one-time link for the coordinator")
    link.add_argument("--deputy", action="store_true", help="a link for the coordinator's deputy instead")
    link.set_defaults(act=lambda options: _appoint(deputy=options.deputy))

    settings = commands.add_parser("settings", help="print every environment variable")
    settings.set_defaults(act=lambda options: _print_settings())
    return parser


def _run() -> None:
    from bot.commands.run import run_bot

    run_bot()


def _import(file: Path) -> None:
    from bot.commands.imports import import_file

    import_file(file)


def _export(file: Path) -> None:
    from bot.commands.exports import export_file

    export_file(file)


def _appoint(*, deputy: bool) -> None:
    from bot.commands.appoint import appoint
    from models import Role

    appoint(Role.DEPUTY if deputy else Role.COORDINATOR)


def _print_settings() -> None:
    from bot.commands.settings import print_settings

    print_settings()


def _demonstrate(port: int, *, browser: bool) -> None:
    from bot import demo, process

    try:
        process.run(demo.demonstrate(port, browser=browser))
    except OSError as error:
        raise CommandFailed(f"The page cannot be served on port {port}: {reason_of(error)}.") from None


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that the `arguments` name and return the exit code."""
    options = _parser().parse_args(arguments)
    try:
        options.act(options)
        sys.stdout.flush()
    except CommandFailed as failure:
        print(failure, file=sys.stderr)
        return failure.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Who was reading has seen enough (`| head`); what is left to print goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


if __name__ == "__main__":
    sys.exit(main())
