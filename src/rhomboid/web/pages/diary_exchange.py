"""Taking the diary along: out as a file, and files in."""

from __future__ import annotations

from typing import Any, BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from rhomboid import bootstrap
from rhomboid.app.exchange import ExchangeError, Source
from rhomboid.web.rendering import frame, render

_MB = 1_000_000
#: About ten years of a busy diary; a longer one goes in by the command line.
MOST_MB = 32


def export(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """Every entry as a line of JSON, as a file to keep."""
    text = b"".join(bootstrap.exchange().export())
    name = f"rhomboid-diary-{bootstrap.journal().now():%Y-%m-%d}.jsonl"
    return HttpResponse(
        text,
        content_type="application/x-ndjson",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
        },
    )


def take(request: HttpRequest) -> HttpResponse:
    """Bring a file in, or say what came of it."""
    if request.method != "POST":
        return _show(request, {"done": _done(request)})
    upload = request.FILES.get("diary")
    w = frame(request).wording
    if not isinstance(upload, UploadedFile) or not upload.size:
        return _show(request, {"refused": w.say("diary.exchange.refused.none")}, 422)
    if upload.size > MOST_MB * _MB:
        got = w.number(round(upload.size / _MB, 1))
        sentence = w.say("diary.exchange.refused.big", size=MOST_MB, got=got)
        return _show(request, {"refused": sentence}, 413)
    source = Source("", cast(BinaryIO, upload.file))
    try:
        taken = bootstrap.exchange().take([source], bootstrap.journal().now())
    except ExchangeError as error:
        return _refused(request, error)
    return HttpResponseRedirect(
        f"{reverse('diary_import')}?added={taken.added}&known={taken.known}"
    )


def _refused(request: HttpRequest, error: ExchangeError) -> HttpResponse:
    w = frame(request).wording
    key = "line" if error.line else "whole"
    values = {
        "refused": w.say(f"diary.exchange.refused.{key}", line=error.line),
        "detail": error.problem,
    }
    return _show(request, values, 422)


def _done(request: HttpRequest) -> str:
    added, known = request.GET.get("added", ""), request.GET.get("known", "")
    if not (added.isdecimal() and known.isdecimal()):
        return ""
    w = frame(request).wording
    key = "some" if int(added) else "none" if int(known) else "empty"
    return w.say(f"diary.exchange.done.{key}", count=int(added), known=int(known))


def _show(request: HttpRequest, values: dict[str, Any], status: int = 200) -> HttpResponse:
    return render(
        request, "diary_import.html", {"nav": "diary", "size": MOST_MB, **values}, status=status
    )
