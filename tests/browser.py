"""A headless Chromium, driven over its own protocol: keys, clipboard, downloads."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import aiohttp

CHROMIUM = next((path for name in ("chromium", "chromium-browser") if (path := shutil.which(name))), None)
KEYS = {"Enter": 13, "Escape": 27, "ArrowDown": 40, "ArrowUp": 38, "Tab": 9, "F2": 113, "F5": 116}
CTRL, SHIFT = 2, 8
LIMIT = 60.0


class Browser:
    """One page; `errors` holds what the page complained of."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.errors: list[str] = []
        self._answers: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._number = 0
        self._session = ""

    async def __aenter__(self) -> Self:
        assert CHROMIUM is not None
        self._process = await asyncio.create_subprocess_exec(
            CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
            "--remote-debugging-port=0", f"--user-data-dir={self.folder / 'profile'}", "--window-size=1280,800",
            "about:blank", stderr=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        port_file = self.folder / "profile" / "DevToolsActivePort"
        await until(lambda: port_file.exists() and len(port_file.read_text().splitlines()) == 2)
        port, path = port_file.read_text().splitlines()
        self._client = aiohttp.ClientSession()
        self._socket = await self._client.ws_connect(f"ws://127.0.0.1:{port}{path}", max_msg_size=0)
        self._reader = asyncio.create_task(self._read())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._reader.cancel()
        await self._socket.close()
        await self._client.close()
        self._process.kill()
        await self._process.wait()

    async def _read(self) -> None:
        async for message in self._socket:
            answer = json.loads(message.data)
            waiting = self._answers.pop(answer.get("id", 0), None)
            if waiting is not None and not waiting.done():
                waiting.set_result(answer)
            if answer.get("method") == "Runtime.exceptionThrown":
                self.errors.append(json.dumps(answer["params"])[:500])

    async def call(self, method: str, **parameters: object) -> dict[str, Any]:
        self._number += 1
        waiting = self._answers[self._number] = asyncio.get_running_loop().create_future()
        request = {"id": self._number, "method": method, "params": parameters}
        await self._socket.send_json({**request, "sessionId": self._session} if self._session else request)
        async with asyncio.timeout(LIMIT):
            answer = await waiting
        assert "error" not in answer, answer
        result: dict[str, Any] = answer["result"]
        return result

    async def open(self, address: str, downloads: Path) -> None:
        """Open a page that may use the clipboard and save files."""
        origin = "/".join(address.split("/")[:3])
        granted = ["clipboardReadWrite", "clipboardSanitizedWrite"]
        await self.call("Browser.grantPermissions", origin=origin, permissions=granted)
        await self.call("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(downloads))
        target = await self.call("Target.createTarget", url=address)
        attached = await self.call("Target.attachToTarget", targetId=target["targetId"], flatten=True)
        self._session = attached["sessionId"]
        await self.call("Runtime.enable")
        await self.call("Emulation.setFocusEmulationEnabled", enabled=True)

    async def evaluate(self, expression: str) -> Any:
        found = await self.call("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        return found["result"].get("value")

    async def click(self) -> None:
        for kind in ("mousePressed", "mouseReleased"):
            await self.call("Input.dispatchMouseEvent", type=kind, x=600, y=400, button="left", clickCount=1)

    async def press(self, key: str, modifiers: int = 0) -> None:
        """Press a named key, or a letter with modifiers."""
        code = KEYS.get(key, ord(key.upper()[0]))
        named = {"key": key, "code": key if key in KEYS else f"Key{key.upper()}", "windowsVirtualKeyCode": code}
        text = {"text": "\r"} if key == "Enter" else {}
        await self.call(
            "Input.dispatchKeyEvent", type="keyDown" if text else "rawKeyDown", modifiers=modifiers, **named, **text
        )
        await self.call("Input.dispatchKeyEvent", type="keyUp", modifiers=modifiers, **named)

    async def type(self, text: str) -> None:
        for letter in text:
            await self.call("Input.dispatchKeyEvent", type="keyDown", key=letter, text=letter)
            await self.call("Input.dispatchKeyEvent", type="keyUp", key=letter)


async def until(condition: Callable[[], object], limit: float = LIMIT) -> None:
    """Wait until a condition holds."""
    async with asyncio.timeout(limit):
        while not condition():
            await asyncio.sleep(0.05)
