"""Headers that keep a page to itself."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Handler = Callable[[HttpRequest], HttpResponse]

#: The pages with a camera: the pose model is WebAssembly, which a page must be allowed to run.
CAMERA_PAGES = frozenset(("/session/", "/desk/"))


def _policy(scripts: str) -> str:
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {scripts}",
            "style-src 'self'",
            "font-src 'self'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )


def _permissions(camera: str) -> str:
    return f"camera={camera}, microphone=(), geolocation=(), payment=(), screen-wake-lock=(self)"


_HEADERS = {
    "Content-Security-Policy": _policy("'self'"),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": _permissions("()"),
}
_CAMERA_HEADERS = {
    **_HEADERS,
    "Content-Security-Policy": _policy("'self' 'wasm-unsafe-eval'"),
    "Permissions-Policy": _permissions("(self)"),
}


class SecurityHeaders:
    """Set the headers on every answer; pages are never kept in a cache."""

    def __init__(self, get_response: Handler) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the headers."""
        response = self._get_response(request)
        headers = _CAMERA_HEADERS if request.path in CAMERA_PAGES else _HEADERS
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            response.headers["Cache-Control"] = "no-store"
        return response
