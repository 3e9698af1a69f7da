"""The tables of the diary, and of what phones and watches recorded."""

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


class WalkImport(models.Model):
    """One import. What it brought counts only once it is done.

    Attributes:
        done: whether everything of it is there; until then it is as if nothing were.
    """

    id = models.UUIDField(primary_key=True)
    person_id = models.CharField(max_length=64, db_index=True)
    done = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.id} {'done' if self.done else 'under way'}"


class WalkBlock(models.Model):
    """Samples of one kind from one source that begin on one local day.

    Attributes:
        day: days since 1970.
        samples: how many.
        data: the columns, packed.
    """

    taken = models.ForeignKey(WalkImport, on_delete=models.CASCADE)
    person_id = models.CharField(max_length=64)
    day = models.IntegerField()
    source = models.CharField(max_length=80)
    kind = models.CharField(max_length=24)
    samples = models.IntegerField()
    data = models.BinaryField()

    class Meta:
        """Read by person and day."""

        indexes = (models.Index(fields=["person_id", "day"], name="walk_blocks_by_day"),)

    def __str__(self) -> str:
        return f"{self.day} {self.source} {self.kind}: {self.samples}"


class WalkRecord(models.Model):
    """One recorded walk, or what a source says of a whole day.

    Attributes:
        day: days since 1970.
        what: `workout` or `total`.
        same: what makes two records the same, beside day and source.
        body: the record as JSON.
    """

    taken = models.ForeignKey(WalkImport, on_delete=models.CASCADE)
    person_id = models.CharField(max_length=64)
    day = models.IntegerField()
    source = models.CharField(max_length=80)
    what = models.CharField(max_length=8)
    same = models.CharField(max_length=64)
    body = models.TextField()

    class Meta:
        """Read by person and day."""

        indexes = (models.Index(fields=["person_id", "day"], name="walk_records_by_day"),)

    def __str__(self) -> str:
        return f"{self.day} {self.source} {self.what}"


class WalkShare(models.Model):
    """An import held what an earlier one had brought: it stays when that one is taken back.

    Exactly one of `block` and `record` is set.
    """

    taken = models.ForeignKey(WalkImport, on_delete=models.CASCADE)
    block = models.ForeignKey(WalkBlock, on_delete=models.CASCADE, null=True)
    record = models.ForeignKey(WalkRecord, on_delete=models.CASCADE, null=True)

    def __str__(self) -> str:
        return f"{self.taken_id} holds {self.block_id or self.record_id}"
