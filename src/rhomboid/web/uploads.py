"""Files sent here, of any size: kept in the folder of the diary, and a sentence if it is full."""

from __future__ import annotations

import errno
from collections.abc import Awaitable, Callable, Mapping
from tempfile import SpooledTemporaryFile
from typing import IO, Any, BinaryIO, Final, cast

from django.conf import settings
from django.core.exceptions import BadRequest, RequestAborted
from django.core.handlers.asgi import ASGIHandler, ASGIRequest
from django.http import HttpRequest, HttpResponse

from rhomboid.web.rendering import render

_Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Handler = Callable[[HttpRequest], HttpResponse]
#: What a system says when there is no room: disk, quota, largest file.
_FULL: Final = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))


class Body(SpooledTemporaryFile[bytes]):
    """What was sent with a request; in memory while it is small.

    Attributes:
        no_room: whether the disk had no room for it; then it is empty.
    """

    no_room = False

    def __init__(self) -> None:
        super().__init__(
            max_size=settings.FILE_UPLOAD_MAX_MEMORY_SIZE, dir=str(settings.FILE_UPLOAD_TEMP_DIR)
        )

    def take(self, piece: bytes) -> None:
        """Keep a piece; without room for it, keep nothing at all and take no more."""
        if self.no_room:
            return
        try:
            self.write(piece)
            self.flush()
        except OSError as error:
            if error.errno not in _FULL:
                raise
            self.no_room = True
            self.seek(0)
            self.truncate()


class BodyRequest(ASGIRequest):
    """A request that hands out its body as a file, so that it need not be copied.

    Attributes:
        body_file: what was sent; closed after the answer.
    """

    def __init__(self, scope: dict[str, Any], body_file: IO[bytes]) -> None:
        super().__init__(scope, body_file)
        self.body_file = body_file


class Pages(ASGIHandler):
    """Django's pages, with bodies kept where there is room."""

    request_class = BodyRequest

    async def read_body(self, receive: _Receive) -> Body:
        """What is sent with a request, up to its end.

        Raises:
            RequestAborted: if the sender goes away.
        """
        body = Body()
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                body.close()
                raise RequestAborted
            body.take(message.get("body", b""))
            if not message.get("more_body", False):
                break
        body.seek(0)
        return body


class RoomForUploads:
    """Say so when there was no room for what was sent."""

    def __init__(self, get_response: Handler) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, its files unpacked, if there is room for them."""
        body = getattr(request, "body_file", None)
        if isinstance(body, Body) and body.no_room:
            return _no_room(request)
        if request.content_type == "multipart/form-data":
            try:
                request.POST  # noqa: B018 - reading it is what writes the files
            except OSError as error:
                if error.errno not in _FULL:
                    raise
                return _no_room(request)
        return self._get_response(request)


def sent_file(request: HttpRequest) -> BinaryIO:
    """What was sent as the whole body of a request, seekable.

    Raises:
        BadRequest: where the server hands out none.
    """
    body = getattr(request, "body_file", None)
    if not isinstance(body, Body):
        raise BadRequest("a file must be sent to the running server")
    return cast(BinaryIO, body)


def _no_room(request: HttpRequest) -> HttpResponse:
    return render(request, "error.html", {"code": "no_room"}, status=507)
