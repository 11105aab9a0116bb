"""`reinstate serve` as a process: who gets in, who does not, and the whole way in a real browser."""

from __future__ import annotations

import asyncio
import http.client
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document

from tests.conftest import Homes
from tui.core.case.store import CaseStore

pytest.importorskip("textual_serve", reason="textual-serve is not installed (python3 -m uv sync --extra serve)")

from tests.browser import CHROMIUM, CTRL, Browser, until
from tui.serving import LocalServer, as_in_a_browser

ROOT = Path(__file__).resolve().parents[2]
TYPED = "Typed in a browser."
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="ends the server by a signal of Unix")


class Served:
    """A running `reinstate serve` with its address."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        self.process = process
        self.address = process.stdout.readline().strip()
        scheme, _, self.host, self.token, end = self.address.split("/")
        assert (scheme, end) == ("http:", "")

    def status(self, path: str, **headers: str) -> int:
        """Return the status of a request; underscores of the headers' names stand for hyphens."""
        link = http.client.HTTPConnection(self.host, timeout=30)
        try:
            link.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            return link.getresponse().status
        finally:
            link.close()

    @property
    def page(self) -> str:
        return f"/{self.token}/"

    def socket_status(self, path: str, **headers: str) -> int:
        handshake = {
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec_WebSocket_Version": "13",
            "Sec_WebSocket_Key": "dGhlIHNhbXBsZSBub25jZQ==",
        }
        return self.status(path, **handshake, **headers)


@pytest.fixture
def served(homes: Homes, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tui", "serve", "--lang", "en"], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    try:
        yield Served(process)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)
        assert process.stdout is not None
        process.stdout.close()


def test_only_who_knows_the_address_and_comes_from_our_page_gets_in(served: Served) -> None:
    good = f"http://{served.host}"
    port = served.host.split(":")[1]
    until_up(served)
    assert served.status(served.page, Origin=good, Sec_Fetch_Site="same-origin") == 200
    assert served.status(served.page, Sec_Fetch_Site="none") == 200
    # Without the secret there is nothing.
    for path in ("/", "/ws", "/static/js/textual.js", "/download/guess", f"/{served.token[:-1]}x/", "/x/ws"):
        assert served.status(path) == 404, path
    # Another page, another port of this machine, another name for this machine.
    for origin in ("http://evil.example", "null", "http://127.0.0.1:1", f"http://localhost:{port}"):
        assert served.status(served.page, Origin=origin) == 403, origin
    for site in ("cross-site", "same-site"):
        assert served.status(served.page, Sec_Fetch_Site=site) == 403, site
    for host in ("evil.example", f"evil.example:{port}", f"localhost:{port}", "127.0.0.1"):
        assert served.status(served.page, Host=host) == 403, host


def test_a_connection_needs_the_origin_of_our_page(served: Served) -> None:
    until_up(served)
    path = f"{served.page}ws"
    assert served.socket_status(path) == 403
    assert served.socket_status(path, Origin="http://evil.example") == 403
    assert served.socket_status(path, Origin=f"http://{served.host}", Host="evil.example") == 403
    assert served.socket_status("/ws", Origin=f"http://{served.host}") == 404
    assert served.socket_status(path, Origin=f"http://{served.host}") == 101


def test_the_port_is_closed_to_other_machines_and_the_token_is_new_each_time() -> None:
    first, second = LocalServer(["true"], "x"), LocalServer(["true"], "x")
    try:
        assert first.socket.getsockname()[0] == "127.0.0.1"
        assert first.token != second.token
        assert len(first.token) >= 43
        assert first.token not in first.command
    finally:
        first.socket.close()
        second.socket.close()


def test_a_port_that_is_taken_is_said_in_one_line(homes: Homes) -> None:
    server = LocalServer(["true"], "x")
    server.socket.listen()
    try:
        ran = subprocess.run(
            [sys.executable, "-m", "tui", "serve", "--port", str(server.port)],
            capture_output=True, text=True, cwd=ROOT, check=False, timeout=60,
        )  # fmt: skip
    finally:
        server.socket.close()
    assert ran.returncode == 2
    assert ran.stderr.count("\n") == 1
    assert "cannot be used" in ran.stderr


def test_the_clipboard_of_a_served_app_is_the_browsers() -> None:
    environment = {"TMUX": "x", "DISPLAY": ":0", "SSH_TTY": "y", "TERM": "dumb", "HOME": "/home/me"}
    as_in_a_browser(environment)
    assert environment == {"TERM": "xterm-256color", "HOME": "/home/me"}


def until_up(served: Served) -> None:
    asyncio.run(until(lambda: _answers(served)))


def _answers(served: Served) -> bool:
    try:
        return served.status(served.page) == 200
    except OSError:
        return False


@pytest.mark.timeout(300)
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here (Debian: apt-get install chromium)")
async def test_in_a_browser_one_types_copies_and_downloads(served: Served, store: CaseStore, tmp_path: Path) -> None:
    downloads = tmp_path / "downloads"
    downloads.mkdir()
    await until(lambda: _answers(served))
    async with Browser(tmp_path) as browser:
        await browser.open(served.address, downloads)
        while not await browser.evaluate("document.body.classList.contains('-first-byte')"):
            await asyncio.sleep(0.1)
        await browser.click()
        await start_case(browser, store)
        [kept] = store.cases()
        file = store.folder(kept.id) / "case.yaml"
        await browser.press("F5")
        await write(browser, file)

        await browser.evaluate("navigator.clipboard.writeText('')")
        await browser.press("r", CTRL)
        copied = ""
        async with asyncio.timeout(60):
            while TYPED not in copied:
                await asyncio.sleep(0.1)
                copied = await browser.evaluate("navigator.clipboard.readText()")

        await browser.press("p", CTRL)
        await browser.type("Export")
        await browser.press("Enter")
        await browser.press("Enter")
        await until(lambda: any(path.suffix == ".docx" for path in downloads.iterdir()))
        [letter] = downloads.iterdir()
        assert any(TYPED in paragraph.text for paragraph in Document(str(letter)).paragraphs)
        assert browser.errors == []
    await until(lambda: TYPED in file.read_text(encoding="utf-8"))


async def start_case(browser: Browser, store: CaseStore) -> None:
    """Choose a type in the list until there is a case: keys may come before the first list."""
    await browser.press("F2")
    await browser.type("/late_shipment")
    await browser.press("Enter")
    async with asyncio.timeout(120):
        while not store.cases():
            await browser.press("Enter")
            await asyncio.sleep(0.5)


async def write(browser: Browser, file: Path) -> None:
    """Type into the first section until it is on disk."""
    await browser.type(TYPED)
    await until(lambda: TYPED in file.read_text(encoding="utf-8"))
