import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0002_places"),
    ]

    operations = [
        migrations.CreateModel(
            name="WalkImport",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("person_id", models.CharField(db_index=True, max_length=64)),
                ("done", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="WalkBlock",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("person_id", models.CharField(max_length=64)),
                ("day", models.IntegerField()),
                ("source", models.CharField(max_length=80)),
                ("kind", models.CharField(max_length=24)),
                ("samples", models.IntegerField()),
                ("data", models.BinaryField()),
                (
                    "taken",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="store.walkimport"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["person_id", "day"], name="walk_blocks_by_day")],
            },
        ),
        migrations.CreateModel(
            name="WalkRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("person_id", models.CharField(max_length=64)),
                ("day", models.IntegerField()),
                ("source", models.CharField(max_length=80)),
                ("what", models.CharField(max_length=8)),
                ("same", models.CharField(max_length=64)),
                ("body", models.TextField()),
                (
                    "taken",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="store.walkimport"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["person_id", "day"], name="walk_records_by_day")],
            },
        ),
    ]
