"""What holds for every file at once: the import rule, sizes, docstrings, and that no machine's secrets are named."""

import ast
import re
import statistics
import tomllib
from collections.abc import Iterator
from pathlib import Path

from importlinter.cli import lint_imports

ROOT = Path(__file__).parent.parent
CODE = ("bot", "handlers", "models")
ROOMS = (*CODE, "tests")
LONGEST_FILE = 300
LONGEST_FUNCTION = 50
MEDIAN_FUNCTION = 10

# Written with brackets, so that this file does not find itself.
HOSTS = re.compile(r"p[y]pi\.org|files[.]python[h]osted|registry[.]n[p]mjs|deb[.]deb[i]an|simple[/]index")
MACHINE_PATHS = re.compile(r"(?<![\w.~/-])/(?:w[o]rk|r[o]ot|h[o]me/\w+|U[s]ers/\w+)/")


def sources(*folders: str, suffixes: tuple[str, ...] = (".py",)) -> Iterator[Path]:
    """The files of some rooms; revisions of the database are history and stay as they are."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in suffixes and "versions" not in path.parts:
                yield path


def functions(*folders: str) -> Iterator[tuple[str, int]]:
    """Each function's place and its length from `def` to its last line."""
    for path in sources(*folders):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", length


def texts_of_the_repository() -> Iterator[tuple[Path, str]]:
    """Every text file that belongs to the repository, without what tools and installations leave behind."""
    tops = [path for path in ROOT.iterdir() if path.is_file() and path.name not in {".env", "uv.lock", ".git"}]
    inside = [path for room in (*ROOMS, "locales", "docs", ".ci") for path in (ROOT / room).rglob("*")]
    for path in [*tops, *inside]:
        if path.is_file() and "__pycache__" not in path.parts:
            try:
                yield path.relative_to(ROOT), path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue


def contract(identifier: str) -> dict[str, list[str]]:
    """One import contract as pyproject.toml has it."""
    linter = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    found: dict[str, list[str]] = next(one for one in linter["contracts"] if one["id"] == identifier)
    return found


def rooms_of_bot() -> set[str]:
    """The modules and packages that lie directly in bot/, without the stand-in for Telegram."""
    names = {path.stem for path in (ROOT / "bot").glob("*.py")} | {
        path.parent.name for path in (ROOT / "bot").glob("*/__init__.py")
    }
    return {f"bot.{name}" for name in names - {"__init__", "simulator"}}


def test_imports_keep_the_contracts() -> None:
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True, no_logo=True) == 0


def test_every_room_has_its_layer() -> None:
    named = {room for layer in contract("layers")["layers"] for room in re.split(r"\s*[|:]\s*", layer)}

    assert named - {"handlers", "models"} == rooms_of_bot()


def test_the_simulator_may_import_none_of_our_rooms() -> None:
    refused = {room for room in contract("simulator-alone")["forbidden_modules"] if room.startswith("bot.")}

    assert refused == rooms_of_bot()


def test_no_file_is_too_long() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in sources(*ROOMS, suffixes=(".py", ".js", ".css", ".html"))
    }

    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_is_too_long() -> None:
    assert [place for place, length in functions(*ROOMS) if length > LONGEST_FUNCTION] == []


def test_most_functions_are_short() -> None:
    assert statistics.median(length for _, length in functions(*CODE)) <= MEDIAN_FUNCTION


def test_every_module_says_what_belongs_in_it() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in [*sources(*ROOMS), *(ROOT / "models").glob("migrations/versions/*.py")]
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]

    assert silent == []


def test_no_registry_and_no_machine_is_named() -> None:
    found = [
        f"{path}:{number}: {line.strip()[:80]}"
        for path, text in texts_of_the_repository()
        for number, line in enumerate(text.splitlines(), 1)
        if HOSTS.search(line) or MACHINE_PATHS.search(line)
    ]

    assert found == []


def test_the_patterns_find_what_they_are_for() -> None:
    hosts = [f"https://{'py'}pi.org/simple", f"files.python{'hosted'}.org"]
    paths = [f"cd /{'work'}/main", f"'/{'root'}/.venv'", f"/{'home'}/fatma/mitwirken"]

    assert [bool(HOSTS.search(text)) for text in hosts] == [True, True]
    assert [bool(MACHINE_PATHS.search(text)) for text in paths] == [True, True, True]
    assert MACHINE_PATHS.search(f"https://example.org/{'work'}/plan") is None
