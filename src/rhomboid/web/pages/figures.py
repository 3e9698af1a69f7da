"""Moving drawings of the movements, as images of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from rhomboid import __version__, bootstrap
from rhomboid.bootstrap.drawings import moving_drawing
from rhomboid.web.rendering import Frame, frame

if TYPE_CHECKING:
    from rhomboid.adapters.drawing.moving.file import Scheme

_YEAR_S = 365 * 24 * 3600
_SCHEMES: dict[str, Scheme] = {"light": "light", "dark": "dark"}


@require_safe
def show(request: HttpRequest, movement: str) -> HttpResponse:
    """The drawing; kept by the browser for as long as its address names this version."""
    if movement not in bootstrap.knowledge().movements:
        raise Http404(movement)
    drawing = moving_drawing(
        movement,
        frame(request).wording.say("movements." + movement + ".name"),
        request.GET.get("who", ""),
        _SCHEMES.get(request.GET.get("scheme", ""), "system"),
    )
    answer = HttpResponse(drawing, content_type="image/svg+xml")
    is_this = request.GET.get("v") == _version()
    answer["Cache-Control"] = f"private, max-age={_YEAR_S}, immutable" if is_this else "no-cache"
    answer["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return answer


def address(movement: str, around: Frame) -> str:
    """Where the drawing of a movement is, in the person's colours."""
    wanted = {"v": _version(), "who": around.person, "scheme": around.theme}
    query = urlencode({name: value for name, value in wanted.items() if value})
    return f"{reverse('figure', args=[movement])}?{query}"


def _version() -> str:
    """Names the program and its tables."""
    return f"{__version__}-{bootstrap.knowledge().digest[:8]}"
