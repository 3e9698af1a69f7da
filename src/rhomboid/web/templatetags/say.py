"""`{% say "key" %}`: sentences in templates; values and sentences are escaped."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import mark_safe

from rhomboid import bootstrap
from rhomboid.web.pages import figures

register = template.Library()


@register.simple_tag(takes_context=True)
def say(context: Context, *key: object, **values: Any) -> str:
    """The sentence whose key is the parts of `key` put together."""
    sentence: str = context["w"].say("".join(map(str, key)), **values)
    return sentence


@register.simple_tag(takes_context=True)
def maybe(context: Context, *key: object, **values: Any) -> str:
    """Like `say`, but nothing when there is no such sentence."""
    sentence: str = context["w"].maybe("".join(map(str, key)), **values)
    return sentence


@register.filter
def times(count: int) -> Iterable[int]:
    """A range, to draw a thing `count` times."""
    return range(abs(count))


@register.simple_tag(takes_context=True)
def figure(context: Context, movement: str, name: str) -> str:
    """The drawing of a movement, as SVG in the page."""
    label = context["w"].say("interface.figure", name=name)
    return mark_safe(bootstrap.drawing(movement, label))  # noqa: S308 - our own SVG, label escaped


@register.inclusion_tag("parts/moving.html", takes_context=True)
def moving(context: Context, movement: str, name: str) -> dict[str, Any]:
    """The moving drawing of a movement with a way to stop it; still on paper."""
    source = figures.address(movement, context["frame"])
    return {"w": context["w"], "id": movement, "name": name, "source": source}
