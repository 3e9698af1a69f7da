"""The base of every body, and the types of its plain values."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

Score = Annotated[int, msgspec.Meta(ge=0, le=10)]
Text = Annotated[str, msgspec.Meta(min_length=1, max_length=2000)]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
Count = Annotated[int, msgspec.Meta(ge=0, le=1000)]
Seconds = Annotated[int, msgspec.Meta(ge=0, le=7200)]
Minutes = Annotated[int, msgspec.Meta(ge=1, le=1440)]
Side = Literal["left", "right"]


class Body(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Base of every body."""
