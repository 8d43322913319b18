"""Starts the bench's server and a bot as processes of their own, and measures the bot from outside."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

TICKS = os.sysconf("SC_CLK_TCK")


def measure(bot: list[str], work: list[str], environment: dict[str, str] | None = None) -> dict[str, Any]:
    """Let `bot`, a command in which {address} stands for the server's, do `work`, options of `tests.bench.server`.

    Gives the server's report and of the bot: seconds from its start to its first message (`start`), processor time per
    answered update since it first polled (`cpu_ms`, without it: since it started), peak memory (`memory_mb`).
    """
    command = [sys.executable, "-m", "tests.bench.server", "--stay", *work]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as server:
        try:
            return _measure_against(server, bot, environment or {})
        finally:
            server.terminate()


def _measure_against(server: subprocess.Popen[bytes], bot: list[str], environment: dict[str, str]) -> dict[str, Any]:
    address = _line(server)["address"]
    named = {name: value.format(address=address) for name, value in environment.items()}
    began = time.monotonic()
    with subprocess.Popen([part.format(address=address) for part in bot], env={**os.environ, **named}) as process:
        report = _line(server)
        before = _cpu_seconds(process.pid) if "polled" in report else 0.0
        report = _line(server) if "polled" in report else report
        if process.poll() is not None:
            raise SystemExit(f"The bot ended by itself with code {process.returncode}.")
        cpu, memory = _cpu_seconds(process.pid) - before, _peak_memory_mb(process.pid)
        process.terminate()
    return {
        **report,
        "start": round(report["first_message"] - began, 2),
        "cpu_ms": round(cpu * 1000 / max(report["answered"], 1), 2),
        "memory_mb": round(memory),
    }


def _line(server: subprocess.Popen[bytes]) -> dict[str, Any]:
    assert server.stdout is not None
    line: dict[str, Any] = json.loads(server.stdout.readline())
    return line


def _cpu_seconds(pid: int) -> float:
    """User and system time of all threads; fields 14 and 15 of proc(5)."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _peak_memory_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024
