"""Starting the server: loopback only, a free port, a launch link, a backup now and then."""

from __future__ import annotations

import logging
import socket
import threading
import webbrowser
from collections.abc import Callable
from datetime import UTC, datetime

import uvicorn

from rhomboid import bootstrap
from rhomboid.bootstrap.uploads import clear_uploads
from rhomboid.core.base.errors import RhomboidError

LOOPBACK = "127.0.0.1"
DEFAULT_PORT = 8137
_TRIES = 20
_BACKUP_LOOK_S = 3600

_log = logging.getLogger(__name__)


class PortError(RhomboidError):
    """No port to listen on."""


def bind(port: int, *, exactly: bool) -> socket.socket:
    """A socket on loopback, on `port` or, unless `exactly`, the next free one.

    Raises:
        PortError: if none of them is free.
    """
    last = port if exactly else port + _TRIES - 1
    for candidate in range(port, last + 1):
        # Named as TCP, so that asyncio switches Nagle off: without it each page waits 40 ms.
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((LOOPBACK, candidate))
            listener.listen()
        except OSError:
            listener.close()
        else:
            return listener
    wanted = f"port {port}" if exactly else f"a port from {port} to {last}"
    raise PortError(
        f"{wanted} must be free, but something else listens there; name another with --port"
    )


def serve(port: int | None, announce: Callable[[str], None], *, open_browser: bool) -> None:
    """Bring the diary up to date, announce the launch link, and serve until interrupted."""
    settings = bootstrap.read_settings()
    bootstrap.prepare_data(settings)
    listener = bind(DEFAULT_PORT if port is None else port, exactly=port is not None)
    with bootstrap.serving(settings):
        _serve(listener, announce, open_browser=open_browser)


def _serve(listener: socket.socket, announce: Callable[[str], None], *, open_browser: bool) -> None:
    bootstrap.setup_django()
    bootstrap.migrate()
    bootstrap.knowledge()
    clear_uploads(bootstrap.read_settings())
    from rhomboid.web.asgi import application
    from rhomboid.web.live.socket import MOST_BYTES
    from rhomboid.web.local_mode import launch_token

    address = f"http://{LOOPBACK}:{listener.getsockname()[1]}/?token={launch_token.issue()}"
    announce(address)
    threading.Thread(target=bootstrap.warm, daemon=True).start()
    threading.Thread(target=keep_backups, args=(threading.Event(),), daemon=True).start()
    if open_browser:
        threading.Timer(0.4, webbrowser.open, (address,)).start()
    config = uvicorn.Config(
        application,
        log_level="warning",
        lifespan="off",
        server_header=False,
        access_log=False,
        ws="websockets-sansio",
        ws_max_size=MOST_BYTES,
        ws_per_message_deflate=False,
    )
    uvicorn.Server(config).run(sockets=[listener])


def keep_backups(stop: threading.Event) -> None:
    """Look at once and every hour whether a backup is due, until told to stop.

    A backup that fails is told and tried again: it never stops the server.
    """
    settings = bootstrap.read_settings()
    while True:
        try:
            bootstrap.backup_if_due(settings, datetime.now(UTC))
        except RhomboidError as error:
            _log.warning("no backup was made: %s", error)
        if stop.wait(_BACKUP_LOOK_S):
            return
