"""What page and server say to each other on the live socket, one connection at a time.

The page begins a set, sends frames, and asks for the set when it is over. Everything it gets wrong
is answered with a sentence and changes nothing.
"""

from __future__ import annotations

from typing import Annotated

import msgspec

from rhomboid import __version__
from rhomboid.app import live
from rhomboid.core.base.errors import RhomboidError
from rhomboid.core.diary.measured import MOST_S, Measured
from rhomboid.core.knowledge.knowledge import Knowledge
from rhomboid.core.movement.coach.coached import read_coached
from rhomboid.core.movement.coach.records import Cue, Versions
from rhomboid.web.live.frames import LiveFrameError, read_frame
from rhomboid.wording import Wording, languages, wording

_MOST_CODE = 60
Word = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


class Begin(msgspec.Struct, frozen=True, tag="begin", tag_field="do", forbid_unknown_fields=True):
    """A set begins, or goes on after its connection was lost.

    Attributes:
        set: the page's own name of the set; every answer about it carries the name.
        movement: its id.
        hold_s: how long a position is asked to be held.
        language: of the words.
        model: name of the pose model.
        carried: what the last `part` or `measured` of this set said, if there was one.
    """

    set: Word
    movement: Word
    hold_s: Annotated[float, msgspec.Meta(ge=0, le=MOST_S)] | None = None
    language: Word = "en"
    model: Annotated[str, msgspec.Meta(max_length=_MOST_CODE)] | None = None
    carried: Measured | None = None


class Finish(msgspec.Struct, frozen=True, tag="finish", tag_field="do", forbid_unknown_fields=True):
    """A set is over: say what was seen. Frames may still follow."""

    set: Word


class Begun(msgspec.Struct, frozen=True, tag="begun", tag_field="kind"):
    """A set was begun.

    Attributes:
        judged: whether a camera can count this movement at all.
        place: where the camera should stand.
    """

    set: str
    judged: bool
    place: str


class Shown(msgspec.Struct, frozen=True, tag="seen", tag_field="kind", omit_defaults=True):
    """The answer to a frame; `words` of its cue."""

    answer: live.Answer
    words: str = ""


class Kept(msgspec.Struct, frozen=True, tag="part", tag_field="kind"):
    """What was counted so far, to be brought back if the connection is lost."""

    set: str
    measured: Measured


class Told(msgspec.Struct, frozen=True, tag="measured", tag_field="kind"):
    """A set that is over, as it is to be kept."""

    set: str
    measured: Measured


class Problem(msgspec.Struct, frozen=True, tag="problem", tag_field="kind"):
    """Something that could not be read; the set goes on."""

    code: str
    words: str


Reply = Begun | Shown | Kept | Told | Problem
_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(Begin | Finish)


class Talk:
    """One connection: the set that is under way, and its name."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._words: Wording = wording(languages()[0])
        self._set = ""
        self._live: live.LiveSet | None = None

    def hear(self, message: str | bytes) -> list[str]:
        """The replies to one message, as they are sent."""
        return [_ENCODER.encode(reply).decode() for reply in self._replies(message)]

    def _replies(self, message: str | bytes) -> list[Reply]:
        try:
            if isinstance(message, bytes):
                return self._frame(message)
            told = _DECODER.decode(message)
            return self._begin(told) if isinstance(told, Begin) else self._finish(told)
        except LiveFrameError as error:
            return [self._problem(error.code, **error.values)]
        except live.FrameTimeError as error:
            return [self._problem("time", got=f"{error.t_s:.1f}", before=f"{error.before_s:.1f}")]
        except msgspec.MsgspecError:
            return [self._problem("message")]
        except RhomboidError:
            return [self._problem("movement")]

    def _begin(self, told: Begin) -> list[Reply]:
        known = told.language if told.language in languages() else languages()[0]
        self._words = wording(known)
        movement = self._knowledge.movements.get(told.movement)
        if movement is None:
            return [self._problem("movement")]
        versions = Versions(__version__, self._knowledge.digest, told.model)
        self._live = live.begun(movement, versions, told.carried, told.hold_s)
        self._set = told.set
        coached = read_coached(movement)
        if coached.measure is None:
            return [Begun(told.set, False, self._words.say("live.place.none"))]
        where = coached.views[0] if len(coached.views) == 1 else "either"
        return [Begun(told.set, True, self._words.say(f"live.place.{where}"))]

    def _frame(self, raw: bytes) -> list[Reply]:
        if self._live is None:
            return [self._problem("no_set")]
        before = live.counted(self._live)
        self._live, answer = live.watched(self._live, read_frame(raw))
        shown = Shown(answer, self._cue(answer.cue))
        if live.counted(self._live) == before:
            return [shown]
        # First what is to be kept, so that the page has it when it counts.
        return [Kept(self._set, live.measured(self._live)), shown]

    def _finish(self, told: Finish) -> list[Reply]:
        if self._live is None or told.set != self._set:
            return [self._problem("no_set")]
        return [Told(self._set, live.measured(self._live))]

    def _cue(self, cue: Cue | None) -> str:
        if cue is None:
            return ""
        if cue.kind == "see":
            return self._words.say(f"live.see.{cue.id}")
        return self._words.say(f"movements.fault.{cue.id}")

    def _problem(self, code: str, **values: int | str) -> Problem:
        return Problem(code, self._words.say(f"live.problem.{code}", **values))
