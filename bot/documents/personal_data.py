"""A person's own data as a file: JSON for machines, a page for people."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping

from bot.services.own_data import OwnData


def as_json(data: OwnData) -> bytes:
    """Return the data as JSON in UTF-8."""
    return json.dumps(data, ensure_ascii=False, indent=2, default=str).encode()


def as_html(data: OwnData, *, locale: str, direction: str, title: str, headings: Mapping[str, str]) -> bytes:
    """Return the data as an accessible page in UTF-8: a heading per section, a table with heads per list."""
    sections = "".join(_section(headings.get(name, name), rows) for name, rows in data.items() if rows)
    head = f'<meta charset="utf-8"><title>{html.escape(title)}</title>'
    body = f"<h1>{html.escape(title)}</h1>{sections}"
    page = f'<!doctype html><html lang="{locale}" dir="{direction}"><head>{head}</head><body>{body}</body></html>'
    return page.encode("utf-8", "replace")


def _section(heading: str, rows: list[dict[str, object]]) -> str:
    names = list(rows[0])
    head = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in names)
    cells = "".join(_row(row, names) for row in rows)
    return f"<h2>{html.escape(heading)}</h2><table><thead><tr>{head}</tr></thead><tbody>{cells}</tbody></table>"


def _row(row: dict[str, object], names: list[str]) -> str:
    return "<tr>" + "".join(f'<td dir="auto">{html.escape(str(row[name]))}</td>' for name in names) + "</tr>"
