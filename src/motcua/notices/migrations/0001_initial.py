import django.db.models.deletion
import motcua.kernel.identifiers
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("dossiers", "0001_initial"),
        ("office", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Message",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("event", models.CharField(max_length=80)),
                ("is_for_staff", models.BooleanField(default=False)),
                ("channel", models.CharField(choices=[("sms", "Tin nhắn"), ("email", "Thư điện tử")], max_length=5)),
                ("to", models.CharField(max_length=254)),
                ("subject", models.CharField(max_length=200)),
                ("body", models.TextField()),
                ("link_purpose", models.CharField(blank=True, max_length=6)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Chờ gửi"),
                            ("sent", "Đã gửi"),
                            ("maybe_sent", "Có thể đã gửi"),
                            ("failed", "Không gửi được"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("key", models.CharField(max_length=80)),
                ("reference", models.CharField(blank=True, max_length=200)),
                ("problem", models.CharField(blank=True, max_length=300)),
                ("made_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                (
                    "dossier",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.dossier"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.office"
                    ),
                ),
            ],
            options={
                "ordering": ["made_at", "id"],
                "indexes": [
                    models.Index(fields=["office", "dossier", "event"], name="message_by_dossier"),
                    models.Index(
                        condition=models.Q(("state__in", ["maybe_sent", "failed"])),
                        fields=["office", "made_at"],
                        name="message_in_trouble",
                    ),
                ],
                "constraints": [models.UniqueConstraint(fields=("office", "key"), name="message_key_once")],
            },
        ),
    ]
