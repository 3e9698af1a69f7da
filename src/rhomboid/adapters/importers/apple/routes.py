"""Routes beside an export, each joined to its workout; time and distance are all that is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np
from msgspec.structs import replace

from rhomboid.adapters.importers.gpx import Route, read_route
from rhomboid.adapters.importers.local_time import offsets_s
from rhomboid.adapters.importers.unzip import Member, Package
from rhomboid.app.walks.ports import Given, WalkFileError
from rhomboid.core.activity.records import Activity, Workout

_FOLDER = "workout-routes/"
#: Three a day for a hundred years; memory stays bounded.
_MOST_WORKOUTS = 100_000


class Routes:
    """The routes of a zip.

    A route is opened only if its workout lacks a figure that it can give, or if it has no workout.
    """

    def __init__(self, package: Package, given: Given) -> None:
        self._package = package
        self._given = given
        self._left: dict[str, Member] = {
            _short(member.name): member
            for member in package.members
            if _FOLDER in member.name and member.name.lower().endswith(".gpx")
        }
        self._waiting: list[Workout] = []
        self._spans: list[tuple[float, float]] = []
        self.skipped: Counter[str] = Counter()

    def join(self, workout: Workout, route: str) -> Workout | None:
        """A workout with what its route adds; None if it has to wait for routes without a name."""
        if self._left and len(self._spans) < _MOST_WORKOUTS:
            self._spans.append((workout.start_s, workout.end_s))
        member = self._left.pop(_short(route), None)
        if workout.distance_m is not None and workout.moving_s is not None:
            return workout
        if member is not None:
            read = self._read(member, workout.activity)
            return workout if read is None else with_route(workout, read)
        if workout.activity == "other" or not self._left or len(self._waiting) >= _MOST_WORKOUTS:
            return workout
        self._waiting.append(workout)
        return None

    def rest(self) -> Iterator[Workout]:
        """At the end of the export: workouts that waited, and routes that no workout names."""
        for member in self._left.values():
            route = self._read(member, "walk")
            if route is None or route.start_s is None or route.end_s is None:
                continue
            found = next((w for w in self._waiting if _meet(_span(w), route)), None)
            if found is not None:
                self._waiting.remove(found)
                yield with_route(found, route)
            elif not any(_meet(span, route) for span in self._spans):
                yield self._alone(route, route.start_s, route.end_s)
        yield from self._waiting

    def _read(self, member: Member, activity: Activity) -> Route | None:
        try:
            with self._package.open(member) as stream:
                return read_route(self._package.name, stream, activity)
        except WalkFileError as error:
            if error.problem.startswith("zip_"):
                raise
            self.skipped["route"] += 1
            return None

    def _alone(self, route: Route, start_s: float, end_s: float) -> Workout:
        return Workout(
            activity="walk" if "walk" in f"{route.title} {route.kind}".lower() else "other",
            start_s=start_s,
            end_s=end_s,
            offset_s=int(offsets_s(np.array([start_s]), self._given.zone)[0]),
            source="Apple Health",
            moving_s=min(route.moving_s, end_s - start_s),
            distance_m=route.distance_m,
            tracked=True,
        )


def with_route(workout: Workout, route: Route) -> Workout:
    """A workout with the figures of its route where it lacks them."""
    length_s = workout.end_s - workout.start_s
    moving_s = workout.moving_s
    if moving_s is None and route.start_s is not None:
        moving_s = min(route.moving_s, length_s)
    distance_m = route.distance_m if workout.distance_m is None else workout.distance_m
    return replace(workout, moving_s=moving_s, distance_m=distance_m, tracked=True)


def _short(path: str) -> str:
    return path.rpartition("/")[2]


def _span(workout: Workout) -> tuple[float, float]:
    return workout.start_s, workout.end_s


def _meet(span: tuple[float, float], route: Route) -> bool:
    """Whether a span and a route have any time in common."""
    if route.start_s is None or route.end_s is None:
        return False
    return span[0] <= route.end_s and route.start_s <= span[1]
