from django.db import migrations, models

#: Entries from before places existed arrived, as far as anybody knows, as they were recorded.
GIVE_PLACES = """
UPDATE store_diaryentry SET place = numbered.place
FROM (
    SELECT id, row_number() OVER (PARTITION BY person_id ORDER BY recorded_at, id) AS place
    FROM store_diaryentry
) AS numbered
WHERE numbered.id = store_diaryentry.id
"""
MAKE_HEADS = """
INSERT INTO store_diaryhead (person_id, places)
SELECT person_id, count(*) FROM store_diaryentry GROUP BY person_id
"""


class Migration(migrations.Migration):
    dependencies = [("store", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="DiaryHead",
            fields=[
                ("person_id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("places", models.IntegerField()),
            ],
        ),
        migrations.AddField("diaryentry", "place", models.IntegerField(null=True)),
        migrations.RunSQL(GIVE_PLACES, migrations.RunSQL.noop),
        migrations.RunSQL(MAKE_HEADS, migrations.RunSQL.noop),
        migrations.AlterField("diaryentry", "place", models.IntegerField()),
        migrations.AddConstraint(
            "diaryentry",
            models.UniqueConstraint(fields=("person_id", "place"), name="diary_one_at_a_place"),
        ),
    ]
