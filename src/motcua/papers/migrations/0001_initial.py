import django.db.models.deletion
import motcua.kernel.identifiers
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("office", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveBigIntegerField()),
                ("media_type", models.CharField(max_length=100)),
                ("name", models.CharField(max_length=120)),
                ("pages", models.PositiveIntegerField(blank=True, null=True)),
                ("path", models.CharField(max_length=150)),
                ("kept_at", models.DateTimeField()),
                ("erased_at", models.DateTimeField(null=True)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.office"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["sha256", "office"], name="storedfile_sha256_office")],
            },
        ),
        migrations.CreateModel(
            name="Signature",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("subject", models.UUIDField()),
                ("signer_name", models.CharField(max_length=100)),
                ("post_name", models.CharField(max_length=200)),
                ("signed_at", models.DateTimeField()),
                ("code", models.CharField(max_length=10)),
                ("certificate_sha256", models.CharField(max_length=64)),
                ("is_trial", models.BooleanField()),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.office"
                    ),
                ),
                (
                    "signer",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.staff"
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="papers.storedfile"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["office", "subject"], name="signature_office_subject"),
                    models.Index(fields=["code"], name="signature_code"),
                ],
                "constraints": [models.UniqueConstraint(fields=("office", "code"), name="signature_code_once")],
            },
        ),
    ]
