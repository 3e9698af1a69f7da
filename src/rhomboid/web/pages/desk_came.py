"""What came of a file, carried to the next page: sealed, so that no address can make it up."""

from __future__ import annotations

from typing import Final

import msgspec
from django.core import signing
from django.http import HttpRequest

_SALT: Final = "rhomboid.desk.came"
#: Later it is no news any more.
_FRESH_S: Final = 600


def sealed(counts: dict[str, int]) -> str:
    """Counts in an address."""
    return signing.dumps(counts, salt=_SALT)


def came(request: HttpRequest) -> dict[str, int]:
    """The counts that were sealed lately; empty for anything else."""
    try:
        told = signing.loads(request.GET.get("came", ""), salt=_SALT, max_age=_FRESH_S)
        return msgspec.convert(told, dict[str, int])
    except (signing.BadSignature, msgspec.ValidationError, ValueError):
        return {}
