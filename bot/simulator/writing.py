"""How official clients cut a long text into messages."""

from bot.simulator.markup import utf16_length

LONGEST = 4096


def split_as_clients_do(text: str) -> list[str]:
    """Return the messages that a client makes of a text: at most 4,096 UTF-16 units each, cut at white space."""
    parts: list[str] = []
    rest = text.strip()
    while rest:
        part = rest if utf16_length(rest) <= LONGEST else _first_part(rest)
        parts.append(part.strip())
        rest = rest[len(part) :].strip()
    return parts


def _first_part(text: str) -> str:
    units = text[:LONGEST].encode("utf-16-le", "surrogatepass")[: 2 * LONGEST]
    part = units.decode("utf-16-le", "ignore")
    for separator in ("\n", " "):
        place = part.rfind(separator)
        if place > 0:
            return part[:place]
    return part
