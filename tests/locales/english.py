"""`python -m tests.locales.english`: the English catalog says what the code says; fills in what is new."""

from __future__ import annotations

from pathlib import Path

from babel.messages.pofile import read_po, write_po

PATH = Path("locales/en/LC_MESSAGES/messages.po")


def main() -> None:
    """Give every English entry its own msgid as its translation."""
    with PATH.open("rb") as file:
        catalog = read_po(file, locale="en")
    for message in catalog:
        if message.id:
            message.string = message.id
    with PATH.open("wb") as file:
        write_po(file, catalog, width=120)


if __name__ == "__main__":
    main()
