"""Jobs of several lifts: the composite index, its order, and why there sometimes is none."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.core.ergonomics.between import InputError
from rhomboid.core.ergonomics.lifting.equation import rate
from rhomboid.core.ergonomics.lifting.given import End
from rhomboid.core.ergonomics.lifting.jobs import Part, Task, composite, composite_of
from tests.core.ergonomics.lifting.rules import EASIEST, lifting_rules, rules_of, seen
from tests.core.ergonomics.lifting.test_cases import cases, printed

RULES = lifting_rules()


def task(name: str, load_most: float | None = None, end: End | None = None, **changed: Any) -> Task:
    lift = msgspec.structs.replace(EASIEST, **changed)
    return Task(name=name, lift=lift, load_most=load_most, end=end)


@pytest.mark.parametrize("case", cases("jobs"))
def test_jobs_come_out_as_their_cases_say(case: dict[str, Any]) -> None:
    parts = msgspec.convert(case["tasks"], list[Part])
    job = composite_of(parts, case["duration"], RULES, case["units"])
    assert [part.name for part in job.tasks] == case["order"]
    if "none_because" in case:
        assert job.cli is None
        assert rules_of(job.reasons) == [case["none_because"]]
        return
    assert job.cli is not None
    assert job.reasons == ()
    assert sum(part.adds or 0.0 for part in job.tasks) == job.cli
    if "cli" in case:
        assert round(job.cli, 3) == case["cli"]
    if "printed" in case:
        assert printed(job.cli, "0.1") == case["printed"]
    if "fm" in case:
        assert [part.fm for part in job.tasks] == case["fm"]
        assert [printed(part.stli or 0.0, "0.1") for part in job.tasks] == case["stli"]
        assert [printed(part.fili, "0.1") for part in job.tasks] == case["fili"]


def test_a_job_is_rated_from_its_lifts() -> None:
    near = task("near", per_min=1.0)
    far = task("far", load=5.0, load_most=10.0, h=50.0, per_min=2.0)
    job = composite([far, near], RULES)
    assert [part.name for part in job.tasks] == ["near", "far"]
    first, second = job.tasks
    assert (first.firwl, first.strwl) == (23.0, 23.0 * 0.94)
    assert (second.firwl, second.strwl) == (11.5, 11.5 * 0.91)
    assert second.fili == pytest.approx(10 / 11.5)
    assert second.stli == pytest.approx(5 / (11.5 * 0.91))
    expected = 1 / 0.94 + 10 / 11.5 * (1 / 0.88 - 1 / 0.94)
    assert job.cli == pytest.approx(expected)
    assert second.adds == pytest.approx(expected - 1 / 0.94)


def test_the_end_with_the_lower_limit_counts() -> None:
    job = composite([task("a", end=End(h=50.0, v=75.0, a_deg=0.0))], RULES)
    assert job.tasks[0].firwl == 11.5
    assert job.cli == 2.0


def test_the_load_is_the_heaviest_unless_one_is_given() -> None:
    [part] = composite([task("a", load=11.5)], RULES).tasks
    assert part.fili == 0.5


def test_a_multiplier_of_zero_leaves_no_index_and_names_the_task() -> None:
    job = composite([task("good"), task("far", h=64.0), task("wide", a_deg=140.0)], RULES)
    assert (job.cli, job.tasks) == (None, ())
    assert rules_of(job.reasons) == ["h_too_far", "a_too_wide"]
    assert [seen(reason)["task"] for reason in job.reasons] == ["far", "wide"]


def test_a_task_that_is_too_frequent_leaves_no_index_and_names_the_task() -> None:
    job = composite([task("good"), task("quick", per_min=16.0)], RULES)
    assert job.cli is None
    assert rules_of(job.reasons) == ["f_too_often"]
    assert seen(job.reasons[0])["task"] == "quick"


def test_summed_frequencies_that_are_too_many_say_how_many() -> None:
    job = composite([task("a", per_min=8.0), task("b", per_min=8.0)], RULES)
    assert job.cli is None
    [reason] = job.reasons
    assert reason.rule == "lifting.summed_f_too_often"
    assert seen(reason) == {"task": "b", "per_min": 16.0, "border": 15.0, "duration": "short"}


def test_a_refused_task_leaves_no_index() -> None:
    job = composite([task("good"), task("odd", conditions=("one_handed",))], RULES)
    assert job.cli is None
    assert rules_of(job.reasons) == ["refused.one_handed"]
    assert seen(job.reasons[0])["task"] == "odd"
    long = composite([task("a", duration_h=9.0)], RULES)
    assert rules_of(long.reasons) == ["refused.over_eight_hours"]


def test_all_tasks_of_a_job_have_one_duration() -> None:
    with pytest.raises(InputError) as caught:
        composite([task("a"), task("b", duration_h=2.0)], RULES)
    assert caught.value.name == "duration_h"
    assert caught.value.got == (1.0, 2.0)
    assert caught.value.must_be == "the same for all tasks of a job"


@pytest.mark.parametrize(
    ("tasks", "field"),
    [
        ([], "tasks"),
        ([task("a"), task("a")], "tasks"),
        ([task("a"), task("b", h=-1.0)], "tasks[1].h"),
        ([task("a", load=10.0, load_most=9.0)], "tasks[0].load_most"),
        ([task("a", end=End(v=75.0, a_deg=0.0))], "tasks[0].end.h"),
    ],
)
def test_jobs_that_cannot_be_are_errors_that_name_the_task(tasks: list[Task], field: str) -> None:
    with pytest.raises(InputError) as caught:
        composite(tasks, RULES)
    assert caught.value.name == field


def test_parts_need_a_limit() -> None:
    with pytest.raises(InputError, match="at least one part"):
        composite_of([], "short", RULES)
    part = Part(name="a", firwl=0.0, load_mean=1.0, load_most=1.0, per_min=1.0, high=True)
    with pytest.raises(InputError, match=r"a\.firwl must be above 0, got 0\.0"):
        composite_of([part], "short", RULES)


@given(
    st.lists(
        st.tuples(st.floats(25.0, 63.0), st.floats(0.1, 30.0), st.floats(0.0, 3.0)),
        min_size=1,
        max_size=5,
    )
)
def test_a_job_is_never_easier_than_its_hardest_task(rows: list[tuple[float, ...]]) -> None:
    tasks = [
        task(str(number), h=h, load=load, per_min=per_min)
        for number, (h, load, per_min) in enumerate(rows)
    ]
    job = composite(tasks, RULES)
    assert job.cli is not None
    alone = [rate(one.lift, RULES).li or 0.0 for one in tasks]
    assert job.cli >= max(alone) - 1e-9
    assert composite(tasks[::-1], RULES).cli == pytest.approx(job.cli, abs=1e-6)
