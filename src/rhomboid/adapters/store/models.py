"""The tables of the diary."""

from __future__ import annotations

from django.db import models


class DiaryEntry(models.Model):
    """One entry, as it is written: once, and never changed.

    Attributes:
        place: 1, 2, 3 ... without gaps for each person, in the order in which entries arrived.
    """

    id = models.UUIDField(primary_key=True)
    person_id = models.CharField(max_length=64)
    place = models.IntegerField()
    recorded_at = models.DateTimeField()
    about = models.CharField(max_length=40)
    zone = models.CharField(max_length=64)
    kind = models.CharField(max_length=32)
    body = models.TextField()
    made_by = models.CharField(max_length=32)
    supersedes = models.UUIDField(null=True)

    class Meta:
        """Read by person: oldest first, or what arrived after a place."""

        indexes = (models.Index(fields=["person_id", "recorded_at", "id"], name="diary_in_order"),)
        constraints = (
            models.UniqueConstraint(fields=["person_id", "place"], name="diary_one_at_a_place"),
        )

    def __str__(self) -> str:
        return f"{self.recorded_at:%Y-%m-%d %H:%M} {self.kind}"


class DiaryHead(models.Model):
    """How many places of one person's diary are taken; its row is the lock of that diary."""

    person_id = models.CharField(max_length=64, primary_key=True)
    places = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.person_id}: {self.places}"
