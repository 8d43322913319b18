"""The browser of the tests: finds a Chromium, or installs one together with the fonts of the shipped scripts.

`python -m tests.browser` is what `make test` runs before the suite. It is quiet where all is there, installs with
apt-get as root or through sudo, takes Playwright's own Chromium elsewhere, and says in a sentence what is left to do.
"""

import functools
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = ("chromium", "fonts-noto-core", "fonts-noto-color-emoji")
FONTS = ("Noto Sans Arabic", "Noto Color Emoji")
# No sandbox: root may not have one, and only our own page is opened. The rest keeps the browser off the network.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
ASK_PLAYWRIGHT = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""
HELP = f"There is no Chromium for the browser tests: install {', '.join(PACKAGES)}, or name one in CHROMIUM."


class NoBrowserError(Exception):
    """No Chromium was found, and none could be installed."""


@functools.cache
def chromium_path() -> str:
    """The Chromium to drive: CHROMIUM, else one on PATH, else the one Playwright has downloaded.

    Raises:
        NoBrowserError: there is none; the message says what to install.
    """
    named = os.environ.get("CHROMIUM")
    found = named or next(filter(None, map(shutil.which, PROGRAMS)), None) or _playwrights_own()
    if found is None or shutil.which(found) is None:
        raise NoBrowserError(HELP)
    return found


def _playwrights_own() -> str | None:
    # In a process of its own: Playwright's sync door refuses to open where an event loop runs, as in an async test.
    asking = [sys.executable, "-c", ASK_PLAYWRIGHT]
    path = subprocess.run(asking, capture_output=True, text=True, check=True).stdout.strip()
    return path if Path(path).exists() else None


def _fonts_are_there() -> bool:
    if shutil.which("fc-list") is None:
        return False
    families = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=True).stdout
    return all(font in families for font in FONTS)


def _is_complete() -> bool:
    chromium_path.cache_clear()
    try:
        chromium_path()
    except NoBrowserError:
        return False
    return _fonts_are_there()


def _succeeds(command: Sequence[str]) -> bool:
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    if finished.returncode:
        print(f"{' '.join(command)}: {finished.stderr.strip()[-500:]}", file=sys.stderr)
    return finished.returncode == 0


def _apt_get() -> list[str] | None:
    """The beginning of an apt-get command this person may run, or None."""
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["sudo", "-n", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    return None


def _install() -> None:
    apt_get = _apt_get()
    if apt_get is None:
        _succeeds([sys.executable, "-m", "playwright", "install", "chromium"])
        return
    install = [*apt_get, "install", "--yes", "--quiet", "--no-install-recommends", *PACKAGES]
    _ = _succeeds(install) or (_succeeds([*apt_get, "update", "--quiet"]) and _succeeds(install))


def main() -> int:
    """Find or install; 0 when the browser tests can run, else 1 and a sentence."""
    if not _is_complete():
        print("Installing Chromium and fonts for the browser tests …")
        _install()
    try:
        chromium_path.cache_clear()
        chromium_path()
    except NoBrowserError as error:
        print(error, file=sys.stderr)
        return 1
    if not _fonts_are_there():
        print(f"Text may show as boxes without these fonts: {', '.join(PACKAGES[1:])}.", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
