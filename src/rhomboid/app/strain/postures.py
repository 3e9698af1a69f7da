"""RULA and REBA of many cases written as text, and of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import msgspec
import numpy as np

from rhomboid.app.strain.cells import Column, columns_of
from rhomboid.core.ergonomics.between import InputError, Score, span
from rhomboid.core.ergonomics.posture import ANGLES_DEG, LOADS_KG
from rhomboid.core.ergonomics.reba.rows import couplings, reba_rows, stances
from rhomboid.core.ergonomics.reba.score import Reba, RebaPosture, reba
from rhomboid.core.ergonomics.rows import Numbers, Rows
from rhomboid.core.ergonomics.rula.rows import patterns, rula_rows
from rhomboid.core.ergonomics.rula.score import Rula, RulaPosture, rula
from rhomboid.core.knowledge.posture_scores import TableVariant
from rhomboid.core.knowledge.strain import StrainRules

SheetName = Literal["rula", "reba"]
#: A case as a table holds it, and what is added to it.
Texts = Mapping[str, str]
Added = dict[str, str]


class Sheet(msgspec.Struct, frozen=True):
    """One of the two ways to score a posture.

    Attributes:
        name: of the sheet.
        posture: the record that it scores.
        inputs: columns of a table of cases.
        outputs: columns that it adds, the last but one the score, the last its action level.
    """

    name: SheetName
    posture: type[RulaPosture] | type[RebaPosture]
    inputs: tuple[Column, ...]
    outputs: tuple[str, ...]

    @property
    def whole(self) -> str:
        """The output that is the score."""
        return self.outputs[-2]


def _outputs(kind: type[msgspec.Struct]) -> tuple[str, ...]:
    return tuple(name for name in kind.__struct_fields__ if name not in {"table_variant", "unseen"})


SHEETS: Mapping[SheetName, Sheet] = {
    "rula": Sheet("rula", RulaPosture, columns_of(RulaPosture), _outputs(Rula)),
    "reba": Sheet("reba", RebaPosture, columns_of(RebaPosture), _outputs(Reba)),
}


def added_columns(sheet: Sheet, *, partial: bool) -> tuple[str, ...]:
    """The columns that a batch adds, in order; `error` is the last."""
    variant = ("table_variant",) if sheet.name == "rula" else ()
    bounds = (f"{sheet.whole}_low", f"{sheet.whole}_high", "unseen") if partial else ()
    return (*sheet.outputs, *variant, *bounds, "error")


def score_one(
    sheet: Sheet, given: Mapping[str, object], rules: StrainRules, variant: TableVariant
) -> Rula | Reba:
    """Score one case; what it does not name was not seen.

    Args:
        sheet: how.
        given: inputs by name, as plain data.
        rules: the tables.
        variant: which Table A of RULA.

    Raises:
        InputError: naming what cannot be used.
    """
    known = {column.name: column for column in sheet.inputs}
    values: dict[str, Any] = {}
    for name, value in given.items():
        if name not in known:
            raise InputError(name, f"one of {', '.join(known)}", str(value))
        values[name] = None if value is None else known[name].read(_text(value))
    posture = sheet.posture(**values)
    if isinstance(posture, RulaPosture):
        return rula(posture, rules.rula, variant)
    return reba(posture, rules.reba)


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def score_rows(
    sheet: Sheet,
    cases: Sequence[Texts],
    rules: StrainRules,
    variant: TableVariant = "mainstream",
    *,
    partial: bool = False,
) -> list[Added]:
    """Score many cases at once; a case that cannot be used says why and stops no other.

    Args:
        sheet: how.
        cases: rows of a table by column; a column that is not there counts as empty.
        rules: the tables.
        variant: which Table A of RULA.
        partial: whether an empty cell was not seen, so that there are a lowest and a highest
            score; otherwise it is an error.

    Returns:
        For each case in order what `added_columns` names; a bad one has `error` alone.
    """
    read = [_read(sheet, case, partial=partial) for case in cases]
    good = [values for values in read if not isinstance(values, str)]
    scores = _scored(sheet, good, rules, variant) if good else []
    found: list[Added] = []
    blank = dict.fromkeys(added_columns(sheet, partial=partial), "")
    rest = iter(zip(good, scores, strict=True))
    for values in read:
        if isinstance(values, str):
            found.append({**blank, "error": values})
            continue
        one, score = next(rest)
        added = {**blank, **score}
        if sheet.name == "rula":
            added["table_variant"] = variant
        if partial:
            added["unseen"] = " ".join(name for name, value in one.items() if value is None)
        found.append(added)
    return found if partial else [{name: row[name] for name in blank} for row in found]


def _read(sheet: Sheet, case: Texts, *, partial: bool) -> dict[str, Any] | str:
    """The values of a case, or what is wrong with it."""
    values: dict[str, Any] = {}
    try:
        for column in sheet.inputs:
            value = column.read(case.get(column.name) or "", partial=partial)
            if column.kind == "number":
                span(column.name, value, *_range(column.name))
            values[column.name] = value
    except InputError as error:
        return str(error)
    return values


def _range(name: str) -> tuple[float, float]:
    return LOADS_KG if name.endswith("_kg") else ANGLES_DEG


def _scored(
    sheet: Sheet, cases: list[dict[str, Any]], rules: StrainRules, variant: TableVariant
) -> list[Added]:
    table = {column.name: _column(column, cases, rules) for column in sheet.inputs}
    if sheet.name == "rula":
        rows = rula_rows(table, rules.rula, variant)
    else:
        rows = reba_rows(table, rules.reba)
    count = len(cases)
    texts = {name: _texts(rows[name], count) for name in sheet.outputs}
    whole = rows[sheet.whole]
    for end, values in (("low", whole.low), ("high", whole.high)):
        texts[f"{sheet.whole}_{end}"] = [str(v) for v in np.broadcast_to(values, count).tolist()]
    return [{name: texts[name][i] for name in texts} for i in range(count)]


def _texts(rows: Rows, count: int) -> list[str]:
    """Scores as text: a number, or two with a dash where it may be either."""
    low = np.broadcast_to(rows.low, count).tolist()
    if rows.is_exact:
        return [str(score) for score in low]
    high = np.broadcast_to(rows.high, count).tolist()
    return [str(a) if a == b else f"{a}-{b}" for a, b in zip(low, high, strict=True)]


def _column(column: Column, cases: list[dict[str, Any]], rules: StrainRules) -> Rows:
    values = [case[column.name] for case in cases]
    if column.kind == "choice" and column.name != "wrist_twist":
        names = _codes(column.name, rules)
        codes = np.array([-1 if value is None else names.index(value) for value in values])
        return Rows(codes, codes)
    if column.kind == "choice":
        values = [None if value is None else value == "end" for value in values]
    unseen: tuple[Any, Any] = (False, True)
    if column.kind == "number":
        unseen = _range(column.name)
    kind = np.float64 if column.kind == "number" else np.bool_
    low: Numbers = np.array([unseen[0] if value is None else value for value in values], dtype=kind)
    if None not in values:
        return Rows(low, low)
    high: Numbers = np.array(
        [unseen[1] if value is None else value for value in values], dtype=kind
    )
    return Rows(low, high)


def _codes(name: str, rules: StrainRules) -> tuple[str, ...]:
    known = {
        "load_pattern": patterns(rules.rula),
        "stance": stances(rules.reba),
        "coupling": couplings(rules.reba),
    }
    return known[name]


def plain(result: Rula | Reba) -> dict[str, Any]:
    """One result as plain data: exact scores as numbers, the others null with their bounds."""
    found: dict[str, Any] = {}
    bounds: dict[str, list[int]] = {}
    for name in result.__struct_fields__:
        value = getattr(result, name)
        found[name] = value
        if isinstance(value, Score):
            found[name] = value.exact
            if value.exact is None:
                bounds[name] = [value.low, value.high]
    found["unseen"] = list(result.unseen)
    return {**found, "bounds": bounds}
