"""Which answer narrows a score most."""

from __future__ import annotations

import pytest

from rhomboid.app.strain.narrowing import narrowest
from rhomboid.app.strain.postures import SHEETS, Sheet, score_one
from rhomboid.core.knowledge.knowledge import load_knowledge

RULES = load_knowledge().strain
SEEN = {"trunk_flexion_deg": 30, "neck_flexion_deg": 25, "upper_arm_flexion_deg": 50}


@pytest.mark.parametrize("sheet", SHEETS.values())
def test_answer_by_answer_fewer_scores_are_left(sheet: Sheet) -> None:
    case = dict[str, object](SEEN)
    kinds = {column.name: column for column in sheet.inputs}
    widths = []
    while (tell := narrowest(sheet, case, RULES, "mainstream")) is not None:
        assert tell.name not in case
        assert tell.then < tell.now
        widths.append(tell.now)
        column = kinds[tell.name]
        neutral = {"number": 0, "yes_no": False}.get(column.kind)
        case[tell.name] = column.choices[0] if neutral is None else neutral
    low, high = getattr(score_one(sheet, case, RULES, "mainstream"), sheet.whole)
    assert widths == sorted(widths, reverse=True)
    assert high - low + 1 < widths[0]


def test_what_counts_most_is_named_first() -> None:
    tell = narrowest(SHEETS["reba"], SEEN, RULES, "mainstream")
    assert tell is not None
    assert (tell.name, tell.now) == ("load_kg", 13)


def test_where_all_is_told_nothing_narrows() -> None:
    sheet = SHEETS["reba"]
    case = {
        column.name: {"number": 0, "yes_no": False}.get(column.kind, (column.choices or (0,))[0])
        for column in sheet.inputs
    }
    assert narrowest(sheet, case, RULES, "mainstream") is None
