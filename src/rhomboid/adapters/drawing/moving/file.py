"""The finished file: a moving drawing in somebody's colours."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Literal

from rhomboid.adapters.drawing.moving.animate import UNITS
from rhomboid.adapters.drawing.moving.picture import Picture
from rhomboid.adapters.drawing.people import Person, Tint
from rhomboid.adapters.drawing.svg import number, text

#: `system` follows the reader's machine, the others the choice made on the page.
Scheme = Literal["system", "light", "dark"]


def file(picture: Picture, person: Person, label: str, scheme: Scheme = "system") -> str:
    """A moving drawing as an SVG file.

    Args:
        picture: the drawing.
        person: whose colours it has.
        label: what a screen reader says where the file stands alone; escaped here.
        scheme: light, dark or as the system has it.
    """
    box = " ".join(map(str, picture.box))
    width, height = (number(value / UNITS) for value in picture.box[2:])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" width="{width}"'
        f' height="{height}" role="img" aria-label="{text(label)}"><title>{text(label)}</title>'
        f"<style>{style(person, scheme)}</style>{picture.body}</svg>"
    )


@cache
def style(person: Person, scheme: Scheme) -> str:
    """The style sheet of a file."""
    light, dark = _colours("light", person), _colours("dark", person)
    if scheme != "system":
        light = dark if scheme == "dark" else light
        return f":root{{{light}}}{_rules()}"
    return f":root{{{light}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}{_rules()}"


@cache
def _sheet(name: str) -> str:
    css = (files("rhomboid.adapters.drawing") / name).read_text(encoding="utf-8")
    return "".join(s for line in css.splitlines() if not (s := line.strip()).startswith("/*"))


def _rules() -> str:
    return _sheet("moving.css")


def _colours(scheme: Literal["light", "dark"], person: Person) -> str:
    """Custom properties of one scheme: those of the look, then the person's own."""
    dark = _sheet("figure.css").partition("@media (prefers-color-scheme:dark){:root{")
    found = dark[0].partition(":root{")[2] if scheme == "light" else dark[2]
    own = {"skin": person.skin, "hair": person.hair}
    mine = ";".join(f"--fig-{name}:{_of(tint, scheme)}" for name, tint in own.items())
    return f"{found.partition('}')[0].replace('color-scheme:light dark;', '')};{mine}"


def _of(tint: Tint, scheme: Literal["light", "dark"]) -> str:
    return tint.light if scheme == "light" else tint.dark
