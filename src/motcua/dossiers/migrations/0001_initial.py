import django.db.models.deletion
import motcua.kernel.identifiers
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("office", "0001_initial"),
        ("papers", "0001_initial"),
        ("procedures", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Dossier",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("code", models.CharField(max_length=60)),
                ("channel", models.PositiveSmallIntegerField()),
                ("result_channel", models.PositiveSmallIntegerField(default=1)),
                ("authorisation", models.CharField(blank=True, max_length=200)),
                ("summary", models.CharField(blank=True, max_length=300)),
                ("set_count", models.PositiveSmallIntegerField(default=1)),
                (
                    "status",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Mới đăng ký"),
                            (2, "Được tiếp nhận"),
                            (3, "Không được tiếp nhận"),
                            (4, "Đang xử lý"),
                            (5, "Yêu cầu bổ sung giấy tờ"),
                            (6, "Yêu cầu thực hiện nghĩa vụ tài chính"),
                            (7, "Công dân yêu cầu rút hồ sơ"),
                            (8, "Dừng xử lý"),
                            (9, "Đã xử lý xong"),
                            (10, "Đã trả kết quả"),
                        ],
                        default=1,
                    ),
                ),
                ("status_before", models.PositiveSmallIntegerField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Chưa có"),
                            ("granted", "Có kết quả"),
                            ("refused", "Không đủ điều kiện giải quyết"),
                            ("rejected", "Không tiếp nhận"),
                            ("withdrawn", "Rút hồ sơ"),
                            ("expired", "Quá hạn bổ sung"),
                        ],
                        default="",
                        max_length=12,
                    ),
                ),
                ("punctuality", models.CharField(blank=True, max_length=10)),
                ("submitted_at", models.DateTimeField()),
                ("check_due_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(null=True)),
                ("received_by_competent_at", models.DateTimeField(null=True)),
                ("fee_settled_at", models.DateTimeField(null=True)),
                ("processed_at", models.DateTimeField(null=True)),
                ("returned_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("void_at", models.DateTimeField(null=True)),
                ("due_at_original", models.DateTimeField(null=True)),
                ("due_at_current", models.DateTimeField(null=True)),
                ("is_provisional", models.BooleanField(default=False)),
                ("is_held_by_applicant", models.BooleanField(default=False)),
                ("next_moment_at", models.DateTimeField(null=True)),
                ("next_moment_kind", models.CharField(blank=True, max_length=20)),
                ("reason", models.CharField(blank=True, max_length=200)),
                ("book", models.CharField(blank=True, max_length=60)),
                ("book_number", models.PositiveIntegerField(null=True)),
                ("entered_at", models.DateTimeField(null=True)),
                ("source", models.CharField(blank=True, max_length=20)),
                (
                    "applicant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.person"
                    ),
                ),
                (
                    "assisted_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.staff"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="procedures.case"
                    ),
                ),
                (
                    "holder_post",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.post"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.office"
                    ),
                ),
                (
                    "submitter",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.person"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="procedures.version"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["office", "-submitted_at"], name="dossier_by_submitted"),
                    models.Index(fields=["office", "id"], name="dossier_by_key"),
                    models.Index(fields=["office", "accepted_at"], name="dossier_by_accepted"),
                    models.Index(fields=["office", "processed_at"], name="dossier_by_processed"),
                    models.Index(fields=["office", "closed_at"], name="dossier_by_closed"),
                    models.Index(fields=["office", "status", "due_at_current"], name="dossier_by_status"),
                    models.Index(
                        condition=models.Q(("next_moment_at__isnull", False)),
                        fields=["next_moment_at"],
                        name="dossier_by_moment",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("office", "code"), name="dossier_code_once_per_office"),
                    models.UniqueConstraint(
                        condition=models.Q(("book_number__isnull", False)),
                        fields=("office", "book", "book_number"),
                        name="book_number_once_per_book",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", [8, 10, 3]),
                            ("void_at__isnull", False),
                            models.Q(
                                ("next_moment_at__isnull", False),
                                models.Q(
                                    models.Q(("holder_post__isnull", False), ("is_held_by_applicant", False)),
                                    models.Q(("holder_post__isnull", True), ("is_held_by_applicant", True)),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="open_dossier_has_holder_and_moment",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Apology",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("reason", models.CharField(max_length=500)),
                ("old_due_at", models.DateTimeField()),
                ("new_due_at", models.DateTimeField()),
                ("was_in_time", models.BooleanField()),
                (
                    "dossier",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="apology", to="dossiers.dossier"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.office"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BookClosing",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("closed_at", models.DateTimeField()),
                ("last", models.PositiveIntegerField()),
                ("digest", models.CharField(max_length=64)),
                (
                    "closed_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.staff"),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.office"
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.series"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("office", "series"), name="book_closed_once")],
            },
        ),
        migrations.CreateModel(
            name="BookVolume",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("part", models.PositiveSmallIntegerField()),
                ("first", models.PositiveIntegerField()),
                ("last", models.PositiveIntegerField()),
                (
                    "closing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="volumes", to="dossiers.bookclosing"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.office"
                    ),
                ),
                (
                    "signature",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="papers.signature"
                    ),
                ),
            ],
            options={
                "ordering": ["part"],
                "constraints": [models.UniqueConstraint(fields=("office", "closing", "part"), name="book_volume_once")],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("", "Chưa có"),
                            ("granted", "Có kết quả"),
                            ("refused", "Không đủ điều kiện giải quyết"),
                            ("rejected", "Không tiếp nhận"),
                            ("withdrawn", "Rút hồ sơ"),
                            ("expired", "Quá hạn bổ sung"),
                        ],
                        max_length=12,
                    ),
                ),
                ("title", models.CharField(max_length=300)),
                ("body", models.TextField(blank=True)),
                ("opinion", models.CharField(blank=True, max_length=500)),
                ("proposed_at", models.DateTimeField()),
                ("approved_at", models.DateTimeField(null=True)),
                ("sent_back_at", models.DateTimeField(null=True)),
                ("sent_back_reason", models.CharField(blank=True, max_length=500)),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.staff"
                    ),
                ),
                (
                    "approved_post",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.post"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="dossiers.dossier"
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="papers.storedfile"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.office"
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.staff"),
                ),
            ],
            options={
                "ordering": ["proposed_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("sent_back_at", None)),
                        fields=("office", "dossier"),
                        name="one_live_decision_per_dossier",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DossierComponent",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=1000)),
                ("is_required", models.BooleanField(default=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("unchecked", "Chưa kiểm tra"),
                            ("ok", "Đủ, hợp lệ"),
                            ("missing", "Thiếu hoặc chưa đạt"),
                            ("not_needed", "Không cần nộp"),
                        ],
                        default="unchecked",
                        max_length=12,
                    ),
                ),
                ("has_paper", models.BooleanField(default=False)),
                ("note", models.CharField(blank=True, max_length=300)),
                (
                    "definition",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="procedures.component",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="components", to="dossiers.dossier"
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
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(fields=("office", "dossier", "position"), name="component_position_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ComponentFile",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("added_at", models.DateTimeField()),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="papers.storedfile"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.office"
                    ),
                ),
                (
                    "component",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="dossiers.dossiercomponent",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DossierWord",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("word", models.CharField(max_length=60)),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.dossier"
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
                "indexes": [models.Index(fields=["office", "word", "dossier"], name="dossier_word")],
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("code_hash", models.CharField(max_length=64, unique=True)),
                ("phone", models.CharField(blank=True, max_length=20)),
                ("values", models.JSONField(default=dict)),
                ("result_channel", models.PositiveSmallIntegerField(default=2)),
                ("begun_at", models.DateTimeField()),
                ("saved_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="procedures.case"
                    ),
                ),
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
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="procedures.version"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["expires_at"], name="draft_by_expiry")],
            },
        ),
        migrations.CreateModel(
            name="DraftFile",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("remark", models.CharField(blank=True, max_length=300)),
                ("added_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(null=True)),
                (
                    "component",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="procedures.component"
                    ),
                ),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="files", to="dossiers.draft"
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="papers.storedfile"
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
                "ordering": ["added_at"],
            },
        ),
        migrations.CreateModel(
            name="Gate",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=30)),
                ("closed_at", models.DateTimeField()),
                ("lifted_at", models.DateTimeField(null=True)),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="gates", to="dossiers.dossier"
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
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_at", None)),
                        fields=("office", "dossier", "name"),
                        name="one_open_gate_per_name",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HandoverRecord",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("year", models.PositiveSmallIntegerField()),
                ("symbol", models.CharField(max_length=60)),
                ("made_at", models.DateTimeField()),
                ("received_at", models.DateTimeField(null=True)),
                ("note", models.CharField(blank=True, max_length=300)),
                (
                    "from_post",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.post"),
                ),
                (
                    "given_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.staff"),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.office"
                    ),
                ),
                (
                    "received_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.staff"
                    ),
                ),
                (
                    "to_post",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.post"),
                ),
            ],
            options={
                "ordering": ["-made_at", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("office", "year", "number"), name="handover_record_number_once_per_year"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Hold",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[("pause", "pause"), ("exclude", "exclude"), ("restart", "restart")], max_length=10
                    ),
                ),
                ("from_at", models.DateTimeField()),
                ("to_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(max_length=200)),
                ("legal_basis", models.CharField(max_length=200)),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="holds", to="dossiers.dossier"
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
                "ordering": ["from_at"],
                "indexes": [models.Index(fields=["office", "dossier"], name="hold_by_dossier")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("to_at", None)),
                        fields=("office", "dossier"),
                        name="one_open_hold_per_dossier",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LatePermit",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("reason", models.CharField(max_length=300)),
                ("permitted_at", models.DateTimeField()),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.office"
                    ),
                ),
                (
                    "permitted_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.staff"
                    ),
                ),
            ],
            options={
                "ordering": ["-permitted_at"],
                "constraints": [
                    models.UniqueConstraint(fields=("office", "number"), name="late_permit_once_per_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="Loss",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("what", models.CharField(max_length=300)),
                ("reported_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("next_moment_at", models.DateTimeField(null=True)),
                ("settled_at", models.DateTimeField(null=True)),
                ("apology", models.CharField(blank=True, max_length=500)),
                ("remedy", models.CharField(blank=True, max_length=500)),
                ("cost", models.PositiveBigIntegerField(null=True)),
                (
                    "component",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="dossiers.dossiercomponent",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="losses", to="dossiers.dossier"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.office"
                    ),
                ),
                (
                    "reported_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.staff"),
                ),
                (
                    "responsible",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.post"),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.staff"
                    ),
                ),
            ],
            options={
                "ordering": ["reported_at"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("settled_at", None)), fields=["office", "due_at"], name="loss_open"
                    ),
                    models.Index(
                        condition=models.Q(("next_moment_at__isnull", False)),
                        fields=["next_moment_at"],
                        name="loss_by_moment",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("next_moment_at", None), ("settled_at__isnull", False)),
                            models.Q(("next_moment_at__isnull", False), ("settled_at", None)),
                            _connector="OR",
                        ),
                        name="open_loss_is_watched",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Obligation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("notice", models.CharField(max_length=300)),
                ("amount", models.PositiveBigIntegerField(null=True)),
                ("asked_at", models.DateTimeField()),
                ("met_at", models.DateTimeField(null=True)),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="obligations", to="dossiers.dossier"
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
                "ordering": ["asked_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("met_at", None)),
                        fields=("office", "dossier"),
                        name="one_open_obligation_per_dossier",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Opinion",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(choices=[("opinion", "Lấy ý kiến"), ("verification", "Xác minh")], max_length=12),
                ),
                ("asked_of", models.CharField(max_length=200)),
                ("question", models.CharField(max_length=500)),
                ("asked_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("is_answered", models.BooleanField(default=False)),
                ("answer", models.CharField(blank=True, max_length=500)),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="opinions", to="dossiers.dossier"
                    ),
                ),
                (
                    "hold",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.hold"
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
                "ordering": ["asked_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("office", "dossier"),
                        name="one_open_opinion_per_dossier",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Pad",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("first", models.PositiveIntegerField()),
                ("last", models.PositiveIntegerField()),
                ("issued_at", models.DateTimeField()),
                (
                    "issued_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.staff"
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
                "ordering": ["-first"],
                "constraints": [models.UniqueConstraint(fields=("office", "first"), name="pad_first_once_per_office")],
            },
        ),
        migrations.CreateModel(
            name="PadNumber",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("written_at", models.DateTimeField(null=True)),
                ("entered_at", models.DateTimeField()),
                ("reason", models.CharField(blank=True, max_length=300)),
                (
                    "dossier",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.dossier"
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.staff"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.office"
                    ),
                ),
                (
                    "pad",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="numbers", to="dossiers.pad"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.staff"
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "indexes": [models.Index(fields=["office", "dossier"], name="pad_number_by_dossier")],
                "constraints": [
                    models.UniqueConstraint(fields=("office", "number"), name="pad_number_once_per_office")
                ],
            },
        ),
        migrations.CreateModel(
            name="Promise",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("acceptance", "Tiếp nhận hồ sơ"),
                            ("start", "Bắt đầu tính thời hạn"),
                            ("restart", "Bổ sung đủ, tính lại từ đầu"),
                            ("pause", "Tạm dừng"),
                            ("resume", "Tính tiếp sau tạm dừng"),
                            ("apology", "Xin lỗi và hẹn lại"),
                            ("replay", "Lịch làm việc thay đổi"),
                            ("longer", "Kéo dài theo luật, có phiếu hẹn"),
                        ],
                        max_length=12,
                    ),
                ),
                ("given_at", models.DateTimeField()),
                ("starts_at", models.DateTimeField()),
                ("due_at", models.DateTimeField(null=True)),
                ("limit", models.CharField(max_length=30)),
                ("cutoff", models.CharField(default="none", max_length=20)),
                ("due_time", models.CharField(default="end_of_day", max_length=20)),
                ("is_provisional", models.BooleanField(default=False)),
                ("ledger", models.JSONField(default=list)),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="promises", to="dossiers.dossier"
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
                "ordering": ["given_at", "id"],
                "indexes": [models.Index(fields=["office", "dossier"], name="promise_by_dossier")],
            },
        ),
        migrations.CreateModel(
            name="Replay",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("open_at_start", models.PositiveIntegerField(default=0)),
                ("through", models.UUIDField(null=True)),
                ("looked_at", models.PositiveIntegerField(default=0)),
                ("moved", models.PositiveIntegerField(default=0)),
                (
                    "declaration",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.declaration"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.office"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Result",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("title", models.CharField(max_length=300)),
                ("is_electronic", models.BooleanField()),
                ("issued_at", models.DateTimeField()),
                ("returned_at", models.DateTimeField(null=True)),
                (
                    "way",
                    models.CharField(
                        blank=True,
                        choices=[("counter", "Nhận tại quầy"), ("download", "Tải về"), ("post", "Bưu chính công ích")],
                        max_length=10,
                    ),
                ),
                ("received_by", models.CharField(blank=True, max_length=150)),
                ("posted_at", models.DateTimeField(null=True)),
                ("tracking_number", models.CharField(blank=True, max_length=40)),
                ("replaced_at", models.DateTimeField(null=True)),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.decision"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="results", to="dossiers.dossier"
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="papers.storedfile"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.office"
                    ),
                ),
                (
                    "returned_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.staff"
                    ),
                ),
                (
                    "signature",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="papers.signature"
                    ),
                ),
            ],
            options={
                "ordering": ["issued_at", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("replaced_at", None)),
                        fields=("office", "dossier"),
                        name="one_live_result_per_dossier",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("reason", models.CharField(max_length=500)),
                ("title", models.CharField(max_length=300)),
                ("body", models.TextField(blank=True)),
                ("opened_at", models.DateTimeField()),
                ("was_returned", models.BooleanField()),
                ("approved_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("denial", models.CharField(blank=True, max_length=500)),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.staff"
                    ),
                ),
                (
                    "approved_post",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.post"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="corrections", to="dossiers.dossier"
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="papers.storedfile"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.office"
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.staff"),
                ),
                (
                    "replacement",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.result"
                    ),
                ),
                (
                    "result",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="corrections", to="dossiers.result"
                    ),
                ),
            ],
            options={
                "ordering": ["opened_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("office", "dossier"),
                        name="one_open_correction_per_dossier",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Slip",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("form", models.CharField(max_length=4)),
                ("edition", models.CharField(max_length=40)),
                ("number", models.PositiveIntegerField()),
                ("year", models.PositiveSmallIntegerField()),
                ("symbol", models.CharField(max_length=60)),
                ("content", models.JSONField()),
                ("made_at", models.DateTimeField()),
                ("is_to_sign", models.BooleanField(default=False)),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="slips", to="dossiers.dossier"
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="papers.storedfile"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.office"
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.slip"
                    ),
                ),
                (
                    "signature",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="papers.signature"
                    ),
                ),
                (
                    "signer",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.staff"
                    ),
                ),
            ],
            options={
                "ordering": ["made_at", "id"],
                "indexes": [models.Index(fields=["office", "dossier"], name="slip_by_dossier")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("office", "form", "year", "number"), name="slip_number_once_per_year"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=300)),
                ("is_signing", models.BooleanField(default=False)),
                ("minutes", models.PositiveIntegerField(default=0)),
                ("started_at", models.DateTimeField(null=True)),
                ("due_at", models.DateTimeField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
                ("note", models.CharField(blank=True, max_length=300)),
                (
                    "done_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.staff"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="dossiers.dossier"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.office"
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.post"),
                ),
            ],
            options={
                "ordering": ["position"],
                "indexes": [models.Index(fields=["office", "post"], name="step_by_post")],
                "constraints": [
                    models.UniqueConstraint(fields=("office", "dossier", "position"), name="step_position_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Handover",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("given_at", models.DateTimeField()),
                ("received_at", models.DateTimeField(null=True)),
                (
                    "kept",
                    models.CharField(
                        blank=True,
                        choices=[("early", "Trước hạn"), ("on_time", "Đúng hạn"), ("late", "Quá hạn")],
                        max_length=8,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300)),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="handovers", to="dossiers.dossier"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.office"
                    ),
                ),
                (
                    "received_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.staff"
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="dossiers.handoverrecord",
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.step"
                    ),
                ),
            ],
            options={
                "ordering": ["given_at"],
                "indexes": [models.Index(fields=["office", "dossier"], name="handover_by_dossier")],
                "constraints": [models.UniqueConstraint(fields=("office", "step", "given_at"), name="handover_once")],
            },
        ),
        migrations.CreateModel(
            name="Supplement",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[("intake", "Khi tiếp nhận"), ("processing", "Khi thẩm định")], max_length=12
                    ),
                ),
                ("requested_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("is_complete", models.BooleanField(default=False)),
                ("is_late_notice", models.BooleanField(default=False)),
                ("again_reason", models.CharField(blank=True, max_length=300)),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="supplements", to="dossiers.dossier"
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
                "ordering": ["requested_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("office", "dossier"),
                        name="one_open_supplement_per_dossier",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SupplementItem",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("why", models.CharField(blank=True, max_length=300)),
                ("answered_at", models.DateTimeField(null=True)),
                ("answer", models.CharField(blank=True, max_length=500)),
                ("is_paper", models.BooleanField(default=False)),
                (
                    "component",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.dossiercomponent"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.office"
                    ),
                ),
                (
                    "supplement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="items", to="dossiers.supplement"
                    ),
                ),
            ],
            options={
                "ordering": ["component__position"],
            },
        ),
        migrations.CreateModel(
            name="Task",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("check", "Kiểm tra, tiếp nhận"),
                            ("transfer", "Chuyển xử lý"),
                            ("step", "Thực hiện bước"),
                            ("sign", "Xem, ký duyệt"),
                            ("issue", "Phát hành kết quả"),
                            ("hand_over", "Trả kết quả"),
                            ("review_supplement", "Xem phần bổ sung"),
                            ("withdrawal", "Trả lời yêu cầu rút"),
                            ("correction", "Xem, ký đính chính kết quả"),
                            ("obligation", "Xác nhận nghĩa vụ tài chính"),
                            ("opinion", "Theo dõi ý kiến, xác minh"),
                        ],
                        max_length=20,
                    ),
                ),
                ("step_id", models.UUIDField(null=True)),
                ("opened_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tasks", to="dossiers.dossier"
                    ),
                ),
                (
                    "dossier_office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.office"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.office"
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.post"),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["office", "post", "due_at", "id"], name="task_by_post_and_due")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("office", "dossier", "post", "kind"), name="task_once_per_post_and_kind"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Token",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("purpose", models.CharField(choices=[("track", "Tra cứu"), ("rate", "Đánh giá")], max_length=6)),
                ("hash", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField()),
                ("wrong_tries", models.PositiveSmallIntegerField(default=0)),
                ("locked_until", models.DateTimeField(null=True)),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.dossier"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.office"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Withdrawal",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("reason", models.CharField(max_length=500)),
                ("was_held_by_applicant", models.BooleanField(default=False)),
                ("answered_at", models.DateTimeField(null=True)),
                ("is_confirmed", models.BooleanField(null=True)),
                (
                    "denial",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("decision_exists", "Đã có quyết định giải quyết"),
                            ("taken_back", "Người nộp rút lại yêu cầu"),
                        ],
                        max_length=16,
                    ),
                ),
                ("reply", models.CharField(blank=True, max_length=500)),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="withdrawals", to="dossiers.dossier"
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
                "ordering": ["asked_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("answered_at", None)),
                        fields=("office", "dossier"),
                        name="one_open_withdrawal_per_dossier",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Answers",
            fields=[
                (
                    "dossier",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="answers",
                        serialize=False,
                        to="dossiers.dossier",
                    ),
                ),
                ("values", models.JSONField(default=dict)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.office"
                    ),
                ),
            ],
        ),
    ]
