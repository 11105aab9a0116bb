"""Serves the app to one person's browser on this machine: loopback, a secret in the address, no other page let in.

A page elsewhere could ask the browser to open a connection to this port, or have a name of its own lead here. So a
request has to name exactly this host, a page that asks has to be our own, and everything but a download, whose key is a
secret already, lies below a path that only the person at this terminal was told.
"""

from __future__ import annotations

import os
import secrets
import shlex
import socket
import subprocess
import sys
from collections.abc import Awaitable, Callable, MutableMapping, Sequence

from aiohttp import web
from textual_serve.server import Server

HOST = "127.0.0.1"
TOKEN_BYTES = 32
OF_THE_TERMINAL = (
    "DISPLAY", "WAYLAND_DISPLAY", "TMUX", "TMUX_PANE", "STY", "SSH_TTY", "SSH_CONNECTION", "SSH_CLIENT", "WT_SESSION",
)  # fmt: skip
"""What tells of the terminal that the server was started in; its clipboard is not the browser's."""
OUR_PAGES = ("same-origin", "none")
"""What a browser says of where a request came from: from our own page, or from the person who typed the address."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class LocalServer(Server):
    """textual-serve's server behind a guard."""

    def __init__(self, arguments: Sequence[str], title: str, port: int = 0) -> None:
        """Bind to a port of this machine, a free one unless told; `arguments` start the app."""
        self.socket = _bound(port)
        self.token = secrets.token_urlsafe(TOKEN_BYTES)
        number = self.socket.getsockname()[1]
        super().__init__(_shell_command(arguments), host=HOST, port=number, title=title)
        self.origin = f"http://{HOST}:{number}"

    @property
    def address(self) -> str:
        """What the person opens; whoever knows it gets in."""
        return f"{self.origin}/{self.token}/"

    async def make_guarded(self) -> web.Application:
        """Return textual-serve's application below the secret path, with the guard before it."""
        guarded = web.Application(middlewares=[self._guard])
        guarded.add_subapp(f"/{self.token}/", await self._make_app())
        # The page opens a download by its bare key: one secret for one file, given once, over the guarded connection.
        guarded.router.add_get("/download/{key}", self.handle_download)
        guarded.on_response_prepare.append(self._protect)
        return guarded

    def run(self) -> None:
        """Serve until Ctrl+C or a termination; open apps save and end."""
        as_in_a_browser(os.environ)
        web.run_app(self.make_guarded(), sock=self.socket, access_log=None, print=lambda *_: None)

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Let in only what names this host and comes from our own page or from the person at the keyboard."""
        origin = request.headers.get("Origin")
        is_socket = request.headers.get("Upgrade", "").lower() == "websocket"
        if request.headers.get("Host") != f"{HOST}:{self.port}":
            raise web.HTTPForbidden(text="another host was meant")
        if (origin is not None or is_socket) and origin != self.origin:
            raise web.HTTPForbidden(text="another page asks")
        if request.headers.get("Sec-Fetch-Site", "none") not in OUR_PAGES:
            raise web.HTTPForbidden(text="another page asks")
        return await handler(request)

    async def _protect(self, _: web.Request, response: web.StreamResponse) -> None:
        """Keep the page offline, out of frames, out of caches, and its address to itself."""
        response.headers.update(
            {
                "Content-Security-Policy": (
                    "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
                    f"font-src 'self' data:; img-src 'self' data: blob:; connect-src ws://{HOST}:{self.port}; "
                    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
                ),
                "Cache-Control": "no-store",
                "Cross-Origin-Opener-Policy": "same-origin",
                "Cross-Origin-Resource-Policy": "same-origin",
                "Referrer-Policy": "no-referrer",
                "X-Content-Type-Options": "nosniff",
            }
        )

    async def on_startup(self, app: web.Application) -> None:
        """Say nothing: the command prints the address."""


def as_in_a_browser(environment: MutableMapping[str, str]) -> None:
    """Change an environment into what an app in a browser has around it: a terminal that takes text for copying."""
    for name in OF_THE_TERMINAL:
        environment.pop(name, None)
    environment["TERM"] = "xterm-256color"


def _bound(port: int) -> socket.socket:
    """Return a socket that only this machine can reach; raise `OSError` where the port is taken."""
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if sys.platform != "win32":
            # On Windows the option would let another program share the port.
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((HOST, port))
    except OSError:
        found.close()
        raise
    return found


def _shell_command(arguments: Sequence[str]) -> str:
    """Return a command line for the shell that textual-serve starts the app with."""
    return subprocess.list2cmdline(arguments) if sys.platform == "win32" else shlex.join(arguments)
