"""The reference: one empty Django page behind the same server."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_PROGRAM = """
import socket, uvicorn
from django.conf import settings
settings.configure(SECRET_KEY="x", ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"])
from django.core.asgi import get_asgi_application
from django.http import HttpResponse
from django.urls import path
urlpatterns = [path("", lambda request: HttpResponse(""))]
application = get_asgi_application()
listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
listener.bind(("127.0.0.1", 0))
listener.listen()
print("port", listener.getsockname()[1], flush=True)
config = uvicorn.Config(application, log_level="warning", lifespan="off", access_log=False)
uvicorn.Server(config).run(sockets=[listener])
"""


@contextmanager
def empty_page_server() -> Iterator[int]:
    """A running server with one empty page; gives its port."""
    process = subprocess.Popen([sys.executable, "-c", _PROGRAM], stdout=subprocess.PIPE, text=True)
    try:
        line = "" if process.stdout is None else process.stdout.readline()
        found = re.search(r"port (\d+)", line)
        if found is None:
            raise SystemExit("the empty page did not start")
        yield int(found.group(1))
    finally:
        process.terminate()
        process.communicate()
