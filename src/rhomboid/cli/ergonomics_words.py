"""What `rhomboid ergonomics` prints of one case."""

from __future__ import annotations

from collections.abc import Iterator

from rhomboid.app.strain.narrowing import Narrows
from rhomboid.app.strain.postures import Sheet
from rhomboid.core.ergonomics.between import Score
from rhomboid.core.ergonomics.lifting.equation import Rated, band_of
from rhomboid.core.ergonomics.reba.score import Reba
from rhomboid.core.ergonomics.rula.score import Rula
from rhomboid.core.knowledge.lifting import LiftingRules
from rhomboid.wording import Wording
from rhomboid.wording.reasons import reason_sentence

_WIDTH = 24


def posture_lines(
    sheet: Sheet, scored: Rula | Reba, tell: Narrows | None, w: Wording
) -> Iterator[str]:
    """A scored posture: the score first, then its parts, then what it is worth."""
    whole, level = getattr(scored, sheet.whole), scored.action_level
    yield w.say(f"strain.{sheet.name}.score", score=_score(whole, w))
    low, high = (w.say(f"strain.{sheet.name}.level.{end}") for end in level)
    yield low if level.exact is not None else w.say("strain.bounds.level", low=low, high=high)
    yield ""
    for name in sheet.outputs[:-2]:
        yield f"{w.say(f'strain.part.{name}'):{_WIDTH}} {_score(getattr(scored, name), w)}"
    yield ""
    if scored.unseen:
        yield w.say("strain.bounds.unseen", names=", ".join(scored.unseen))
    if tell is not None:
        then = w.number(round(tell.then, 1))
        yield w.say("strain.bounds.narrows", name=tell.name, now=tell.now, then=then)
    if isinstance(scored, Rula):
        yield w.say("strain.rula.table", variant=scored.table_variant)
    yield w.say(f"strain.{sheet.name}.not_means")


def lift_lines(rated: Rated, rules: LiftingRules, w: Wording) -> Iterator[str]:
    """A rated lift: the limit first, then the multipliers, then what it is worth."""
    if rated.rwl is None:
        yield w.say("strain.niosh.refused")
    elif rated.li is None:
        yield w.say("strain.niosh.limit_only", rwl=w.number(round(rated.rwl, 1)))
    else:
        numbers = {"rwl": w.number(round(rated.rwl, 1)), "li": w.number(round(rated.li, 2))}
        yield w.say("strain.niosh.limit", **numbers)
        yield w.say(f"strain.niosh.band.{band_of(rated.li, rules)}")
    for reason in rated.reasons:
        if reason.decisive:
            yield reason_sentence(reason, w)
    yield ""
    for name in ("hm", "vm", "dm", "am", "fm", "cm"):
        if (multiplier := getattr(rated, name)) is not None:
            yield f"{name.upper():{_WIDTH}} {w.number(round(multiplier, 3))}"
    yield ""
    yield w.say("strain.niosh.not_means")


def _score(score: Score, w: Wording) -> str:
    if score.exact is not None:
        return str(score.exact)
    return w.say("strain.bounds.score", low=score.low, high=score.high)
