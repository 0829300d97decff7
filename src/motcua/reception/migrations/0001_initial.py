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
            name="ReceptionDay",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("code", models.CharField(max_length=30)),
                ("received_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                ("source", models.CharField(blank=True, max_length=20)),
                ("on", models.DateField()),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("place", models.CharField(max_length=200)),
                ("is_chair", models.BooleanField(default=True)),
                ("is_online", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[("planned", "Theo lịch"), ("held", "Đã tiếp"), ("cancelled", "Đã hủy")],
                        default="planned",
                        max_length=10,
                    ),
                ),
                ("noticed_at", models.DateTimeField(null=True)),
                ("tested_at", models.DateTimeField(null=True)),
                ("closing_reason", models.CharField(blank=True, max_length=500)),
                (
                    "host_post",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.post"),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.office"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["office", "on"], name="reception_day_by_day")],
                "constraints": [models.UniqueConstraint(fields=("office", "code"), name="reception_day_code_once")],
            },
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("code", models.CharField(max_length=30)),
                ("received_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                ("source", models.CharField(blank=True, max_length=20)),
                (
                    "about",
                    models.CharField(
                        choices=[
                            ("complaint", "Khiếu nại"),
                            ("denunciation", "Tố cáo"),
                            ("petition", "Kiến nghị, phản ánh"),
                        ],
                        max_length=12,
                    ),
                ),
                ("group_size", models.PositiveSmallIntegerField(default=1)),
                ("content", models.TextField()),
                ("request", models.TextField(blank=True)),
                ("handled_by", models.CharField(blank=True, max_length=200)),
                ("papers", models.TextField(blank=True)),
                ("papers_at", models.DateTimeField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Chờ trả lời"),
                            ("replied", "Đã trả lời"),
                            ("guided", "Đã hướng dẫn đến nơi có thẩm quyền"),
                            ("refusing", "Từ chối tiếp, chờ thông báo"),
                            ("refused", "Từ chối tiếp"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("guided_to", models.CharField(blank=True, max_length=200)),
                ("result", models.TextField(blank=True)),
                ("ground", models.CharField(blank=True, max_length=12)),
                ("explanation", models.TextField(blank=True)),
                ("notice_number", models.CharField(blank=True, max_length=60)),
                ("noticed_at", models.DateTimeField(null=True)),
                (
                    "day",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="reception.receptionday",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.office"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.person"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["office", "received_at"], name="visit_by_received")],
                "constraints": [models.UniqueConstraint(fields=("office", "code"), name="visit_code_once")],
            },
        ),
    ]
