"""Saying things in one language."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal

from rhomboid.wording.catalogue import FALLBACK, WordingError, catalogue

#: A calendar day; a method of the class below has the shorter name.
Day = date

#: English is written as in Britain: day before month, no comma before "and".
_LOCALES = {"en": "en_GB"}
_DAYS_PER_WEEK = 7
_DAYS_PER_MONTH = 30.44
_DAYS_PER_YEAR = 365.25


#: Numbers this large are a slip of the pen, and cannot be written out.
_BEYOND_MEASURE = 1e15


class Wording:
    """One language: sentences by key, and its way with lists, dates and numbers."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._catalogue = catalogue(language)
        self._locale = Locale.parse(_LOCALES.get(language, language))
        self._fallback = catalogue(FALLBACK)

    @property
    def locale(self) -> Locale:
        """The way of the language with dates and numbers."""
        return self._locale

    def has(self, key: str) -> bool:
        """Whether there is a sentence for `key` in this language or in English."""
        return key in self._catalogue or key in self._fallback

    def say(self, key: str, **values: object) -> str:
        """The sentence for `key` with `values` in its placeholders.

        A sentence with plural forms takes the form for `count`.

        Raises:
            WordingError: if the key is unknown, or a placeholder gets no value.
        """
        message = self._catalogue.get(key, self._fallback.get(key))
        if message is None:
            raise WordingError(f"there is no sentence {key!r}")
        if not isinstance(message, str):
            count = values.get("count")
            if not isinstance(count, int | float):
                raise WordingError(f"the sentence {key!r} needs a number as `count`, got {count!r}")
            message = message.get(self._locale.plural_form(count), message["other"])
        try:
            return message.format_map(values) if "{" in message else message
        except KeyError as missing:
            raise WordingError(f"the sentence {key!r} needs a value for {missing}") from None

    def maybe(self, key: str, **values: object) -> str:
        """The sentence for `key`, or nothing when there is none."""
        return self.say(key, **values) if self.has(key) else ""

    def inside(self, text: str) -> str:
        """A sentence's beginning as it reads inside another; German keeps its capitals."""
        return text[:1].lower() + text[1:] if self.language == FALLBACK else text

    def list(self, items: Iterable[str], style: str = "standard") -> str:
        """Items joined as a sentence would: "a, b and c"; style `or` for alternatives."""
        return format_list(list(items), style=style, locale=self._locale)  # type: ignore[arg-type]  # Babel lists its styles

    def date(self, day: date, style: str = "long") -> str:
        """A date, by default with its year."""
        return format_date(day, style, locale=self._locale)

    def day_month(self, day: Day) -> str:
        """A date without its year: "5 March"."""
        return str(format_skeleton("MMMMd", day, locale=self._locale))

    def weekday(self, day: Day) -> str:
        """A date with its day of the week, without its year: "Thursday 5 March"."""
        name = format_date(day, "EEEE", locale=self._locale)
        return self.say("interface.weekday_and_day", weekday=name, day=self.day_month(day))

    def number(self, value: float) -> str:
        """A number with at most two decimals; beyond all measure, its order of magnitude."""
        if not abs(value) < _BEYOND_MEASURE:
            return f"{value:.3g}"
        return format_decimal(value, format="#,##0.##", locale=self._locale)

    def country(self, code: str) -> str:
        """The name of a country by its ISO code."""
        return str(self._locale.territories.get(code, code))

    def duration(self, days: float) -> str:
        """A span of days in the unit a person would use."""
        for unit, size, from_days in (
            ("years", _DAYS_PER_YEAR, 2 * _DAYS_PER_YEAR),
            ("months", _DAYS_PER_MONTH, 3 * _DAYS_PER_MONTH),
            ("weeks", _DAYS_PER_WEEK, 2 * _DAYS_PER_WEEK),
        ):
            if days >= from_days:
                return self.say(f"interface.duration.{unit}", count=round(days / size))
        return self.say("interface.duration.days", count=round(days))


@lru_cache
def wording(language: str) -> Wording:
    """The wording of one language, made once.

    Raises:
        WordingError: if there is no such language.
    """
    return Wording(language)
