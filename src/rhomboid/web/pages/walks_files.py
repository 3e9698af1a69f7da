"""Files of phone and watch: taken in one by one, listed, taken back."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, Final, cast
from urllib.parse import unquote
from uuid import UUID

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    JsonResponse,
    StreamingHttpResponse,
)
from django.urls import reverse
from django.views.decorators.http import require_POST

from rhomboid import bootstrap
from rhomboid.app.recorder import ReportError
from rhomboid.bootstrap.walks import walks_of
from rhomboid.core.base.errors import RhomboidError
from rhomboid.web.pages.walks_taking import Came, Taking, came, not_come
from rhomboid.web.rendering import frame, render
from rhomboid.web.uploads import sent_file
from rhomboid.wording import Wording
from rhomboid.wording.lines import body_words

_LONGEST_NAME: Final = 255
_LONGEST_KEY: Final = 64
#: Files on their way in, by the key that their page gave them; a few of the newest.
_MOST: Final = 16
_under_way: OrderedDict[str, Taking] = OrderedDict()
#: What the script of the page says.
_SAID: Final = ("sending", "lost", "left", "stopped", "stopping", "see")
#: Placeholders that the script fills in.
_FILLED: Final = {"name": "{name}", "percent": "{percent}"}


def files(request: HttpRequest) -> HttpResponse:
    """What was taken in; without a script, files are sent here."""
    found = list(_sent(request)) if request.method == "POST" else []
    if request.method == "POST" and not found:
        w = frame(request).wording
        found = [Came(w.say("walks.page.files.none"), refused=True)]
    refused = bool(found) and all(one.refused for one in found)
    return render(request, "walks_files.html", _values(request, found), 422 if refused else 200)


@require_POST
def take(request: HttpRequest) -> StreamingHttpResponse:
    """One file as the whole body; the answer is told line by line while it is read."""
    name = unquote(request.headers.get("X-File-Name", ""))[-_LONGEST_NAME:] or "?"
    walks, w = walks_of(bootstrap.journal()), frame(request).wording
    taking = Taking(name, sent_file(request), walks, w)
    key = request.headers.get("X-Taking", "")[:_LONGEST_KEY]
    if key:
        _under_way[key] = taking
        while len(_under_way) > _MOST:
            _under_way.popitem(last=False)
    return StreamingHttpResponse(
        taking.lines(),
        content_type="application/x-ndjson",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


@require_POST
def stop(request: HttpRequest) -> JsonResponse:
    """Stop a file on its way in; what came of it is told where it was sent."""
    taking = _under_way.pop(request.headers.get("X-Taking", "")[:_LONGEST_KEY], None)
    if taking is not None:
        taking.stop()
    return JsonResponse({"found": taking is not None})


def back(request: HttpRequest, root: UUID) -> HttpResponse:
    """Take back what one import brought; asked first."""
    walks, w = walks_of(bootstrap.journal()), frame(request).wording
    line = next((one for one in walks.imports() if one[0] == str(root)), None)
    if line is None:
        raise Http404(root)
    if request.method != "POST":
        values = {"nav": "walks", "text": body_words(line[2], w), "on": w.date(line[1])}
        return render(request, "walks_back.html", values)
    try:
        changed = walks.take_back(str(root))
    except ReportError:
        say = "walks.page.files.elsewhere"
        values = {"nav": "walks", "title": w.say(f"{say}.title"), "text": w.say(f"{say}.text")}
        return render(request, "refused.html", values, status=409)
    return HttpResponseRedirect(f"{reverse('walks_files')}?taken_back={changed}")


def drop_values(w: Wording, found: list[Came] | None = None) -> dict[str, Any]:
    """Values for the place where files are dropped."""
    return {
        "came": found or [],
        "drop_words": [(name, w.say(f"walks.page.files.{name}", **_FILLED)) for name in _SAID],
    }


def _sent(request: HttpRequest) -> Iterator[Came]:
    """Each file by itself: one that cannot be used does not stop the others."""
    walks, w = walks_of(bootstrap.journal()), frame(request).wording
    for upload in request.FILES.getlist("files"):
        name = str(upload.name or "?")
        try:
            yield came(name, walks.take(name, cast(BinaryIO, upload.file)), w)
        except RhomboidError as error:
            yield not_come(name, error, w)


def _values(request: HttpRequest, found: list[Came]) -> Mapping[str, Any]:
    w = frame(request).wording
    walks = walks_of(bootstrap.journal())
    changed = request.GET.get("taken_back", "")
    return {
        "nav": "walks",
        "saved": w.say("walks.taken_back", count=int(changed)) if changed.isdecimal() else "",
        "imports": [
            {"root": root, "text": body_words(body, w), "on": w.date(on)}
            for root, on, body in walks.imports()
        ],
        **drop_values(w, found),
    }
