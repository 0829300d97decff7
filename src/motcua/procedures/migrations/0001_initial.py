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
            name="EForm",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("slug", models.SlugField(max_length=60)),
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=300)),
                ("official_form", models.CharField(blank=True, max_length=300)),
                ("definition", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                ("source", models.TextField(blank=True)),
                ("note", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["slug", "number"],
                "constraints": [models.UniqueConstraint(fields=("slug", "number"), name="eform_number_once")],
            },
        ),
        migrations.CreateModel(
            name="Procedure",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("code", models.CharField(max_length=20, unique=True)),
                ("is_local_code", models.BooleanField(default=False)),
                ("name", models.TextField()),
                ("folded_name", models.TextField()),
                ("is_name_cut", models.BooleanField(default=False)),
                ("sector", models.CharField(db_index=True, max_length=200)),
                ("ministry", models.CharField(blank=True, max_length=200)),
                ("authority_group", models.CharField(db_index=True, max_length=60)),
                ("levels", models.CharField(blank=True, max_length=120)),
                ("kind", models.CharField(blank=True, max_length=120)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("active", "Còn hiệu lực"),
                            ("repealed", "Đã bãi bỏ"),
                            ("superseded", "Đã được thay thế"),
                        ],
                        default="active",
                        max_length=12,
                    ),
                ),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("successor_codes", models.JSONField(blank=True, default=list)),
                ("status_note", models.TextField(blank=True)),
                ("url", models.CharField(blank=True, max_length=300)),
                ("source", models.CharField(max_length=300)),
                (
                    "quality",
                    models.CharField(
                        choices=[
                            ("full", "Đầy đủ"),
                            ("partial", "Một phần"),
                            ("name_only", "Mới có tên"),
                            ("reviewed", "Đã rà soát từng dòng"),
                        ],
                        max_length=12,
                    ),
                ),
                ("note", models.TextField(blank=True)),
                ("catalogue_digest", models.CharField(blank=True, max_length=64)),
                ("pack_name", models.CharField(blank=True, max_length=60)),
                ("keywords", models.JSONField(blank=True, default=list)),
                ("needs_review", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["sector", "folded_name", "code"],
                "indexes": [models.Index(fields=["authority_group", "status"], name="procedure_group_status")],
            },
        ),
        migrations.CreateModel(
            name="Version",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("name", models.TextField()),
                (
                    "cutoff",
                    models.CharField(
                        choices=[("none", "none"), ("after_15h", "after_15h"), ("last_hour", "last_hour")],
                        default="none",
                        max_length=12,
                    ),
                ),
                (
                    "start_event",
                    models.CharField(
                        choices=[
                            ("accepted", "accepted"),
                            ("received_by_competent", "received_by_competent"),
                            ("accepted_and_paid", "accepted_and_paid"),
                        ],
                        default="accepted",
                        max_length=22,
                    ),
                ),
                ("start_source", models.CharField(blank=True, max_length=300)),
                ("holds", models.JSONField(blank=True, default=dict)),
                ("time_note", models.TextField(blank=True)),
                (
                    "level",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("full", "Toàn trình"),
                            ("partial", "Một phần"),
                            ("information", "Cung cấp thông tin"),
                        ],
                        max_length=12,
                    ),
                ),
                ("level_source", models.CharField(blank=True, max_length=300)),
                (
                    "level_elsewhere",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("full", "Toàn trình"),
                            ("partial", "Một phần"),
                            ("information", "Cung cấp thông tin"),
                        ],
                        max_length=12,
                    ),
                ),
                ("level_elsewhere_source", models.CharField(blank=True, max_length=300)),
                ("applicants", models.JSONField(blank=True, default=list)),
                ("results", models.JSONField(blank=True, default=list)),
                ("authority", models.CharField(blank=True, max_length=300)),
                ("implementing_agency", models.CharField(blank=True, max_length=300)),
                ("decision_no", models.CharField(blank=True, max_length=200)),
                ("source", models.CharField(blank=True, max_length=300)),
                ("is_reviewed", models.BooleanField(default=False)),
                ("layers", models.JSONField(blank=True, default=dict)),
                ("frozen_at", models.DateTimeField(blank=True, null=True)),
                (
                    "eform",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="procedures.eform",
                    ),
                ),
                (
                    "procedure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="procedures.procedure"
                    ),
                ),
            ],
            options={
                "ordering": ["procedure", "number"],
                "constraints": [models.UniqueConstraint(fields=("procedure", "number"), name="version_number_once")],
            },
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("slug", models.SlugField(max_length=60)),
                ("name", models.CharField(max_length=300)),
                ("source", models.CharField(blank=True, max_length=300)),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="cases", to="procedures.version"
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "constraints": [models.UniqueConstraint(fields=("version", "slug"), name="case_once_per_version")],
            },
        ),
        migrations.CreateModel(
            name="RouteStep",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("action", models.CharField(max_length=20)),
                ("name", models.CharField(max_length=200)),
                ("post_kind", models.CharField(max_length=20)),
                ("role_name", models.CharField(blank=True, max_length=200)),
                ("minutes", models.PositiveIntegerField(blank=True, null=True)),
                ("is_clock_time", models.BooleanField(default=False)),
                ("source", models.CharField(blank=True, max_length=300)),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="procedures.version"
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "constraints": [models.UniqueConstraint(fields=("version", "position"), name="step_once_per_position")],
            },
        ),
        migrations.CreateModel(
            name="Opening",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("is_open", models.BooleanField(default=True)),
                ("opened_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("close_reason", models.CharField(blank=True, max_length=300)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.office"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="openings", to="procedures.version"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("office", "version"), name="opening_once")],
            },
        ),
        migrations.CreateModel(
            name="LegalBasis",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("number", models.CharField(max_length=200)),
                ("name", models.CharField(blank=True, max_length=300)),
                ("source", models.CharField(blank=True, max_length=300)),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="legal_bases", to="procedures.version"
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="Guidance",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("text", models.TextField()),
                ("is_cut", models.BooleanField(default=False)),
                ("group", models.TextField(blank=True)),
                ("source", models.CharField(blank=True, max_length=300)),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="guidances", to="procedures.version"
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="Component",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("name", models.TextField()),
                ("is_cut", models.BooleanField(default=False)),
                ("group", models.TextField(blank=True)),
                ("is_required", models.BooleanField(default=True)),
                ("condition", models.CharField(blank=True, max_length=300)),
                ("originals", models.PositiveIntegerField(blank=True, null=True)),
                ("copies", models.PositiveIntegerField(blank=True, null=True)),
                ("is_shown_only", models.BooleanField(default=False)),
                ("is_form", models.BooleanField(default=False)),
                ("has_template", models.BooleanField(default=False)),
                ("source", models.CharField(blank=True, max_length=300)),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="components",
                        to="procedures.case",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="components", to="procedures.version"
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="ChannelTerm",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "channel",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "Trực tiếp tại Bộ phận Một cửa"), (2, "Trực tuyến"), (3, "Dịch vụ bưu chính")]
                    ),
                ),
                ("limit_value", models.PositiveIntegerField(blank=True, null=True)),
                ("limit_unit", models.CharField(blank=True, max_length=15)),
                ("limit_note", models.TextField(blank=True)),
                ("limit_source", models.CharField(blank=True, max_length=300)),
                ("fee_amount", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "fee_kind",
                    models.CharField(
                        choices=[
                            ("fixed", "Một lần cho hồ sơ"),
                            ("per_page", "Theo trang (chứng thực bản sao)"),
                            ("per_copy", "Theo bản"),
                            ("per_item", "Theo trường hợp, văn bản"),
                        ],
                        default="fixed",
                        max_length=10,
                    ),
                ),
                ("fee_note", models.TextField(blank=True)),
                ("fee_source", models.CharField(blank=True, max_length=300)),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="terms",
                        to="procedures.case",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="terms", to="procedures.version"
                    ),
                ),
            ],
            options={
                "ordering": ["channel"],
                "constraints": [
                    models.UniqueConstraint(fields=("version", "case", "channel"), name="term_once_per_case"),
                    models.UniqueConstraint(
                        condition=models.Q(("case", None)), fields=("version", "channel"), name="term_once_for_all"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("word", models.CharField(max_length=60)),
                ("weight", models.PositiveSmallIntegerField()),
                (
                    "procedure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="words", to="procedures.procedure"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["word", "procedure"], name="searchword_prefix")],
            },
        ),
    ]
