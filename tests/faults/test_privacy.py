"""Nothing leaves the machine: no command opens a connection, and what is logged holds nothing that was written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Homes
from tests.faults.app_process import CTRL_Q, F5, TO_STORE_NAME, prepare

ROOT = Path(__file__).resolve().parents[2]
# A connection of any kind ends the program with a status of its own; pairs of sockets inside the process are none.
WITHOUT_NETWORK = """
import os, sys
FORBIDDEN = ("socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname")
def watch(event, arguments):
    if event in FORBIDDEN:
        os.write(2, f"NETWORK {event} {arguments}".encode())
        os._exit(77)
sys.addaudithook(watch)
from tui.__main__ import main
sys.argv = ["reinstate", *sys.argv[1:]]
sys.exit(main())
"""
COMMANDS = [
    ["types"], ["triage", "-"], ["cases"], ["contacts", "payments"], ["contacts", "--vcard"], ["guide"], ["doctor"],
    ["content", "check"], ["content", "show", "late_shipment"], ["content", "schema"], ["keys"], ["render", "{case}"],
    ["render", "{case}", "--format", "docx", "-o", "{out}/a.docx"], ["check", "{case}"],
    ["new", "--type", "late_shipment"], ["set", "{case}", "--fact", "late_rate=6.6"], ["copy", "{case}"],
]  # fmt: skip


def test_the_watch_sees_a_connection(homes: Homes) -> None:
    program = WITHOUT_NETWORK.replace(
        "from tui.__main__ import main", "import socket; socket.create_connection(('127.0.0.1', 9))"
    )
    ran = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, timeout=60, check=False)
    assert ran.returncode == 77


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_command_opens_a_connection(homes: Homes, tmp_path: Path, command: list[str]) -> None:
    prepared = prepare(homes)
    arguments = [part.format(case=prepared.case_id, out=tmp_path) for part in command]
    environment = {**os.environ, "REINSTATE_CLIPBOARD": "file"}
    ran = subprocess.run(
        [sys.executable, "-c", WITHOUT_NETWORK, *arguments],
        cwd=ROOT, capture_output=True, timeout=120, check=False, env=environment, input=b"Dear seller",
    )  # fmt: skip
    assert ran.returncode in (0, 1, 2), ran.stderr
    assert b"NETWORK" not in ran.stderr
    assert b"Traceback" not in ran.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="a pty of Unix")
def test_the_app_opens_no_connection(homes: Homes) -> None:
    prepared = prepare(homes)
    with prepared.open(program=WITHOUT_NETWORK) as terminal:
        terminal.write(TO_STORE_NAME + "Quayside" + F5)
        terminal.wait_for("[Letter]")
        terminal.write("\x1b[21~")
        terminal.write(CTRL_Q)
        assert terminal.wait_for_end() == 0


@pytest.mark.skipif(sys.platform == "win32", reason="a pty of Unix")
def test_what_was_written_stands_in_the_case_and_nowhere_else(homes: Homes) -> None:
    prepared = prepare(homes)
    with prepared.open() as terminal:
        terminal.write(TO_STORE_NAME + "Quayside")
        terminal.wait_for("saved ")
        title = terminal.raw.count(b"\x1b]0;") + terminal.raw.count(b"\x1b]2;")
        terminal.write(CTRL_Q)
        assert terminal.wait_for_end() == 0
        # The window is not named after what somebody writes.
        assert title == 0
    for path in homes.data.rglob("*"):
        if path.is_file() and prepared.folder not in path.parents:
            assert b"Quayside" not in path.read_bytes(), path
