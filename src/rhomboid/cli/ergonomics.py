"""`rhomboid ergonomics`: postures and lifts, one or a table of them."""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Final

from rhomboid import bootstrap
from rhomboid.app.strain import lifts, postures
from rhomboid.app.strain.cells import Column
from rhomboid.app.strain.narrowing import narrowest
from rhomboid.cli.csv_table import CsvTable, TableFileError, fits, reading, writing
from rhomboid.cli.ergonomics_words import lift_lines, posture_lines
from rhomboid.cli.files import print_json, read_record_file
from rhomboid.cli.progress_bar import ProgressBar
from rhomboid.core.base.decision import Reason
from rhomboid.core.ergonomics.lifting.equation import Rated
from rhomboid.core.knowledge.lifting import LiftingRules
from rhomboid.core.knowledge.posture_scores import TableVariant
from rhomboid.core.knowledge.strain import StrainRules
from rhomboid.wording import Wording, wording
from rhomboid.wording.reasons import reason_sentence

#: Rows that are scored at once.
_CHUNK: Final = 20_000

Texts = Mapping[str, str]
Work = Callable[[Sequence[Texts]], list[dict[str, str]]]


class _Job:
    """What a batch does: its columns, and from rows to what is added to them."""

    def __init__(
        self,
        inputs: Sequence[Column],
        adds: Sequence[str],
        work: Work,
        *,
        may_lack: bool = False,
        whole: bool = False,
    ) -> None:
        self.inputs = inputs
        self.adds = adds
        self.work = work
        self.may_lack = may_lack
        self.chunk = sys.maxsize if whole else _CHUNK


def run_ergonomics(given: argparse.Namespace) -> int:
    """Score one case, or a table of them.

    A row of a table that cannot be used stops no other; how many there were is said at the end.
    """
    rules, w = bootstrap.knowledge().strain, wording(given.lang)
    case = getattr(given, "case", None)
    if (case is None) == (given.batch is None):
        both = "either a case or --batch IN.csv" if given.part != "niosh-jobs" else "--batch IN.csv"
        raise TableFileError(f"rhomboid ergonomics {given.part} must be given {both}")
    if case is not None:
        return _one(given, case, rules, w)
    return _batch(given, _job(given, rules, w))


def _one(given: argparse.Namespace, case: str, rules: StrainRules, w: Wording) -> int:
    raw = read_record_file(case, "a case")
    if given.part == "niosh":
        rated = lifts.rate_one(raw, rules.lifting)
        if given.json:
            print_json(_plain_lift(rated, w))
        else:
            print("\n".join(lift_lines(rated, rules.lifting, w)))
        return 0
    sheet = postures.SHEETS[given.part]
    variant: TableVariant = getattr(given, "table", "mainstream")
    scored = postures.score_one(sheet, raw, rules, variant)
    if given.json:
        print_json(postures.plain(scored))
    else:
        tell = narrowest(sheet, raw, rules, variant)
        print("\n".join(posture_lines(sheet, scored, tell, w)))
    return 0


def _job(given: argparse.Namespace, rules: StrainRules, w: Wording) -> _Job:
    if given.part == "niosh":
        return _Job(lifts.LIFT_COLUMNS, lifts.LIFT_ADDS, _lifting(rules.lifting, w))
    if given.part == "niosh-jobs":
        work = _jobs(rules.lifting, w)
        return _Job(lifts.JOB_COLUMNS, lifts.JOB_ADDS, work, whole=True)
    sheet, partial = postures.SHEETS[given.part], given.partial
    variant: TableVariant = getattr(given, "table", "mainstream")

    def score(cases: Sequence[Texts]) -> list[dict[str, str]]:
        return postures.score_rows(sheet, cases, rules, variant, partial=partial)

    adds = postures.added_columns(sheet, partial=partial)
    return _Job(sheet.inputs, adds, score, may_lack=partial)


def _batch(given: argparse.Namespace, job: _Job) -> int:
    _apart(given.batch, given.out)
    bad = 0
    bar = ProgressBar("cases")
    path = Path(given.batch)
    size = path.stat().st_size if path.is_file() else 0
    try:
        with reading(given.batch) as table, writing(given.out) as out:
            _check(given.batch, table, job)
            writer = csv.writer(out, delimiter=table.delimiter, lineterminator="\n")
            writer.writerow([*table.header, *job.adds])
            rows, done, read = table.rows(), 0, 0
            while chunk := list(islice(rows, job.chunk)):
                bad += _scored(chunk, table, job, writer)
                done += len(chunk)
                read += sum(len(cell) + 1 for cells in chunk for cell in cells)
                bar.draw(min(1.0, read / size) if size else None, done)
    finally:
        bar.close()
    if bad:
        words = "1 row" if bad == 1 else f"{bad} rows"
        print(f"rhomboid: {words} could not be used; the column `error` says why", file=sys.stderr)
    return 0


def _scored(chunk: list[list[str]], table: CsvTable, job: _Job, writer: Any) -> int:
    """Write rows with what is added to them; gives how many were bad."""
    wrong = [fits(cells, table.header) for cells in chunk]
    numbers = [one.name for one in job.inputs if one.kind == "number"]
    cases = [dict(zip(table.header, cells, strict=False)) for cells in chunk]
    if table.delimiter != ",":
        for case in cases:
            case.update({name: _pointed(case[name]) for name in numbers if name in case})
    good: list[Texts] = [case for case, error in zip(cases, wrong, strict=True) if not error]
    found = iter(job.work(good))
    bad = 0
    for cells, error in zip(chunk, wrong, strict=True):
        added = {"error": error} if error else next(found)
        bad += bool(added["error"])
        filled = [*cells, *[""] * (len(table.header) - len(cells))]
        writer.writerow([*filled[: len(table.header)], *(added.get(name, "") for name in job.adds)])
    return bad


def _pointed(cell: str) -> str:
    """A number with a point where it has one comma, as tables without commas between cells do."""
    return cell.replace(",", ".") if cell.count(",") == 1 and "." not in cell else cell


def _check(name: str, table: CsvTable, job: _Job) -> None:
    """Refuse a table that lacks a column, or has one that would be written over.

    Raises:
        TableFileError: naming them.
    """
    lacking = [column.name for column in job.inputs if column.name not in table.header]
    if lacking and not job.may_lack:
        raise TableFileError(f"{name} must have the columns {', '.join(lacking)}, and has not")
    if len(lacking) == len(job.inputs):
        raise TableFileError(f"{name} must have at least one column of {', '.join(lacking)}")
    taken = [added for added in job.adds if added in table.header]
    if taken:
        raise TableFileError(
            f"{name} already has the columns {', '.join(taken)}, which would be written over; "
            "take them away or rename them"
        )


def _apart(source: str, out: str | None) -> None:
    if (
        out not in {None, "-"}
        and source != "-"
        and Path(str(out)).resolve() == Path(source).resolve()
    ):
        raise TableFileError(f"--out must name a file of its own, got {out}, which is read")


def _lifting(rules: LiftingRules, w: Wording) -> Work:
    def work(cases: Sequence[Texts]) -> list[dict[str, str]]:
        return [_lift_texts(row, w) for row in lifts.rate_rows(cases, rules)]

    return work


def _lift_texts(row: lifts.LiftRow, w: Wording) -> dict[str, str]:
    if row.rated is None:
        return {"error": row.error}
    plain = _plain_lift(row.rated, w)
    return {
        name: "" if plain[name] is None else str(plain[name]) for name in lifts.LIFT_ADDS[:-1]
    } | {"error": ""}


def _plain_lift(rated: Rated, w: Wording) -> dict[str, Any]:
    numbers = {name: getattr(rated, name) for name in ("hm", "vm", "dm", "am", "fm", "cm")}
    return {
        **numbers,
        "rwl_kg": rated.rwl,
        "li": rated.li,
        "reason": _reasons(rated.reasons, w),
    }


def _jobs(rules: LiftingRules, w: Wording) -> Work:
    def work(cases: Sequence[Texts]) -> list[dict[str, str]]:
        return [
            {
                "cli": "" if row.cli is None else str(row.cli),
                "reason": _reasons(row.reasons, w),
                "error": row.error,
            }
            for row in lifts.rate_jobs(cases, rules)
        ]

    return work


def _reasons(reasons: Sequence[Reason], w: Wording) -> str:
    """What was decisive, as sentences."""
    return " ".join(reason_sentence(reason, w) for reason in reasons if reason.decisive)
