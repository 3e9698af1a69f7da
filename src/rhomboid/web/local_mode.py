"""Local mode: this machine, this person, and no other web page."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from rhomboid.web.rendering import render

Handler = Callable[[HttpRequest], HttpResponse]

COOKIE = "rhomboid_launch_"
_SALT = "rhomboid.launch"
_MAX_AGE_S = 30 * 24 * 3600
_SAFE = frozenset(("GET", "HEAD", "OPTIONS"))
_OWN_FETCH = frozenset(("same-origin", "none", ""))


class LaunchToken:
    """A token that opens the door once."""

    def __init__(self) -> None:
        self._token: str | None = None

    def issue(self) -> str:
        """Make a new token; an earlier one is void."""
        self._token = secrets.token_urlsafe(24)
        return self._token

    def redeem(self, given: str) -> bool:
        """Whether `given` is the token; it is void afterwards."""
        if self._token is None or not hmac.compare_digest(given.encode(), self._token.encode()):
            return False
        self._token = None
        return True


launch_token = LaunchToken()


class LocalMode:
    """Refuse foreign hosts and pages; let in who holds the launch token."""

    def __init__(self, get_response: Handler) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Check the host, the origin and the cookie, in this order."""
        if not _own_host(request):
            return render(request, "error.html", {"code": "foreign_host"}, status=400)
        if not _own_origin(request):
            return render(request, "error.html", {"code": "foreign_origin"}, status=403)
        if request.path.startswith(settings.STATIC_URL):
            return self._get_response(request)
        given = request.GET.get("token") or (
            request.POST.get("token") if request.path == "/" and request.method == "POST" else None
        )
        if given is not None and launch_token.redeem(given):
            return _let_in(request)
        if not _is_in(request):
            code = "token_spent" if given else "token_needed"
            return render(request, "door.html", {"code": code}, status=403)
        return self._get_response(request)


def admits_socket(request: HttpRequest) -> bool:
    """Whether a socket may be opened: our own host, exactly our own page, and the cookie."""
    own = f"http://{request.META.get('HTTP_HOST', '')}"
    return _own_host(request) and request.META.get("HTTP_ORIGIN") == own and _is_in(request)


def _own_host(request: HttpRequest) -> bool:
    """Whether the Host header names this machine, with the port the server listens on."""
    host = request.META.get("HTTP_HOST", "")
    port = str(request.META.get("SERVER_PORT", ""))
    return any(host == (f"{name}:{port}") for name in settings.ALLOWED_HOSTS) or (
        host in settings.ALLOWED_HOSTS and port in ("80", "443")
    )


def _own_origin(request: HttpRequest) -> bool:
    """Whether a request that changes something comes from our own page."""
    site = request.META.get("HTTP_SEC_FETCH_SITE", "")
    if request.method in _SAFE:
        return site in _OWN_FETCH or request.META.get("HTTP_SEC_FETCH_MODE") == "navigate"
    origin = request.META.get("HTTP_ORIGIN")
    own = f"http://{request.META.get('HTTP_HOST', '')}"
    return site in _OWN_FETCH and (origin is None or origin == own)


def _is_in(request: HttpRequest) -> bool:
    try:
        signing.loads(request.COOKIES.get(_cookie(request), ""), salt=_SALT, max_age=_MAX_AGE_S)
    except signing.BadSignature:
        return False
    return True


def _let_in(request: HttpRequest) -> HttpResponse:
    response = HttpResponseRedirect(request.path)
    response.set_cookie(
        _cookie(request),
        signing.dumps(secrets.token_hex(8), salt=_SALT),
        max_age=_MAX_AGE_S,
        httponly=True,
        samesite="Strict",
    )
    return response


def _cookie(request: HttpRequest) -> str:
    """One cookie a port, since browsers share cookies between the ports of a host."""
    return f"{COOKIE}{request.META.get('SERVER_PORT', '')}"
