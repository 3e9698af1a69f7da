"""Values of a page kept while the diary behind them stays the same."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any

from rhomboid.core.course.course import Course

_MOST = 8


class Kept:
    """The values of one page for the last few diaries that were looked at.

    A course is replaced whenever its diary changes, so that the same object means the same diary.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[int, Hashable], tuple[Course, dict[str, Any]]] = OrderedDict()

    def get(
        self, course: Course, rest: Hashable, make: Callable[[], dict[str, Any]]
    ) -> dict[str, Any]:
        """The values for a course and for what else they depend on; made when they are not kept."""
        key = (id(course), rest)
        there = self._kept.get(key)
        if there is not None and there[0] is course:
            return there[1]
        values = make()
        self._kept[key] = (course, values)
        while len(self._kept) > _MOST:
            self._kept.popitem(last=False)
        return values
