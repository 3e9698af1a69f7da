"""The table of the diary."""

from __future__ import annotations

from django.db import models


class DiaryEntry(models.Model):
    """One entry, as it is written: once, and never changed."""

    id = models.UUIDField(primary_key=True)
    person_id = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()
    about = models.CharField(max_length=40)
    zone = models.CharField(max_length=64)
    kind = models.CharField(max_length=32)
    body = models.TextField()
    made_by = models.CharField(max_length=32)
    supersedes = models.UUIDField(null=True)

    class Meta:
        """Read by person, oldest first."""

        indexes = (models.Index(fields=["person_id", "recorded_at", "id"], name="diary_in_order"),)

    def __str__(self) -> str:
        return f"{self.recorded_at:%Y-%m-%d %H:%M} {self.kind}"
