import datetime
import django.db.models.deletion
import motcua.kernel.identifiers
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="EthnicGroup",
            fields=[
                ("code", models.CharField(max_length=2, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=60)),
                ("aliases", models.CharField(blank=True, max_length=200)),
                ("source", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="Office",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("code", models.CharField(max_length=35, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("parent_name", models.CharField(blank=True, max_length=200)),
                ("place_name", models.CharField(blank=True, max_length=100)),
                ("commune_code", models.CharField(blank=True, max_length=5)),
                ("address", models.CharField(blank=True, max_length=300)),
                ("phone", models.CharField(blank=True, max_length=20)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("slogan", models.CharField(blank=True, max_length=200)),
                ("number_suffix", models.CharField(default="TTPVHCC", max_length=30)),
                ("bank_bin", models.CharField(blank=True, max_length=6)),
                ("bank_account", models.CharField(blank=True, max_length=19)),
                ("bank_holder", models.CharField(blank=True, max_length=100)),
                ("tax_code", models.CharField(blank=True, max_length=14)),
                ("is_active", models.BooleanField(default=True)),
                ("replay_began_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="PackLoad",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=60)),
                ("kind", models.CharField(max_length=20)),
                ("version", models.CharField(max_length=40)),
                ("valid_from", models.DateField()),
                ("title", models.CharField(max_length=300)),
                ("digest", models.CharField(max_length=64)),
                ("sources", models.JSONField(default=list)),
                ("loaded_at", models.DateTimeField()),
                ("added", models.PositiveIntegerField()),
                ("changed", models.PositiveIntegerField()),
                ("unchanged", models.PositiveIntegerField()),
                ("ended", models.PositiveIntegerField()),
                ("notes", models.JSONField(default=list)),
            ],
            options={
                "ordering": ["-loaded_at"],
            },
        ),
        migrations.CreateModel(
            name="Account",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("username", models.CharField(max_length=60, unique=True)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("is_active", models.BooleanField(default=True)),
                ("must_change_password", models.BooleanField(default=False)),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Area",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("code", models.CharField(max_length=5)),
                ("level", models.CharField(choices=[("province", "Cấp tỉnh"), ("commune", "Cấp xã")], max_length=10)),
                ("kind", models.CharField(max_length=12)),
                ("name", models.CharField(max_length=100)),
                ("full_name", models.CharField(max_length=120)),
                ("parent_code", models.CharField(blank=True, db_index=True, max_length=5)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("folded", models.CharField(max_length=120)),
                ("sort_key", models.CharField(max_length=600)),
                ("source", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "ordering": ["code", "valid_from"],
                "constraints": [
                    models.UniqueConstraint(fields=("level", "code", "valid_from"), name="area_once_per_date")
                ],
            },
        ),
        migrations.CreateModel(
            name="CalendarEdition",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveIntegerField(default=0)),
                (
                    "office",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.office"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Post",
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
                            ("reception", "Công chức tiếp nhận và trả kết quả"),
                            ("specialist", "Công chức chuyên môn"),
                            ("leader", "Lãnh đạo ký kết quả"),
                            ("director", "Giám đốc Trung tâm"),
                            ("cashier", "Thủ quỹ"),
                            ("steward", "Quản trị hệ thống"),
                        ],
                        max_length=20,
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("is_default", models.BooleanField(default=False)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="posts", to="office.office"
                    ),
                ),
            ],
            options={
                "ordering": ["kind", "name"],
                "constraints": [
                    models.UniqueConstraint(fields=("office", "name"), name="post_name_once_per_office"),
                    models.UniqueConstraint(
                        condition=models.Q(("is_default", True)),
                        fields=("office", "kind"),
                        name="one_default_post_per_kind",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Series",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=60)),
                ("on", models.DateField()),
                ("last", models.PositiveBigIntegerField(default=0)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.office"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("office", "name", "on"), name="series_once_per_office")
                ],
            },
        ),
        migrations.CreateModel(
            name="SignInLink",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
            name="Staff",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("full_name", models.CharField(max_length=100)),
                ("sort_key", models.CharField(max_length=400)),
                ("title", models.CharField(blank=True, max_length=120)),
                ("phone", models.CharField(blank=True, max_length=20)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("is_active", models.BooleanField(default=True)),
                (
                    "account",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="staff", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="staff", to="office.office"
                    ),
                ),
            ],
            options={
                "ordering": ["sort_key"],
            },
        ),
        migrations.CreateModel(
            name="Declaration",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("legal_ref", models.CharField(blank=True, max_length=300)),
                ("source", models.CharField(blank=True, max_length=200)),
                ("year", models.PositiveSmallIntegerField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Bản nháp, chưa có hiệu lực"),
                            ("sent", "Chờ lãnh đạo xác nhận"),
                            ("replaying", "Đã xác nhận, đang tính lại hồ sơ"),
                            ("done", "Đã áp dụng"),
                            ("dropped", "Đã bỏ, không áp dụng"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                ("sent_back_why", models.CharField(blank=True, max_length=300)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "reverses",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="office.declaration",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.office"
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.staff"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.staff"
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.staff"
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "replaying")),
                        fields=("office",),
                        name="one_replay_at_a_time_per_office",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DeclaredHours",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("valid_from", models.DateField()),
                ("weekdays", models.CharField(default="01234", max_length=7)),
                ("morning_from", models.TimeField()),
                ("morning_to", models.TimeField()),
                ("afternoon_from", models.TimeField()),
                ("afternoon_to", models.TimeField()),
                ("is_out", models.BooleanField(default=False)),
                ("was", models.JSONField(null=True)),
                (
                    "declaration",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="hours", to="office.declaration"
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
            name="Downtime",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("from_at", models.DateTimeField()),
                ("to_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(max_length=200)),
                ("declared_at", models.DateTimeField()),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.office"
                    ),
                ),
                (
                    "declared_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.staff"
                    ),
                ),
            ],
            options={
                "ordering": ["-from_at"],
                "indexes": [models.Index(fields=["office", "-from_at"], name="downtime_by_office")],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("from_on", models.DateField()),
                ("to_on", models.DateField(blank=True, null=True)),
                ("basis", models.CharField(blank=True, max_length=200)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.office"
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="assignments", to="office.post"
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="assignments", to="office.staff"
                    ),
                ),
            ],
            options={
                "ordering": ["from_on"],
            },
        ),
        migrations.CreateModel(
            name="Term",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("subject_id", models.UUIDField()),
                ("kind", models.CharField(max_length=20)),
                ("code", models.CharField(max_length=30)),
                ("name", models.CharField(max_length=40)),
                ("reason", models.CharField(max_length=200)),
                ("limit", models.CharField(max_length=30)),
                ("legal_ref", models.CharField(max_length=200)),
                ("starts_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("ledger", models.JSONField(default=list)),
                ("is_provisional", models.BooleanField(default=False)),
                ("next_moment_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("is_met", models.BooleanField(default=False)),
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
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at", None)),
                        fields=["office", "post", "due_at", "id"],
                        name="term_by_post",
                    ),
                    models.Index(fields=["office", "subject_id"], name="term_by_subject"),
                    models.Index(
                        condition=models.Q(("next_moment_at__isnull", False)),
                        fields=["next_moment_at"],
                        name="term_by_moment",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("office", "subject_id", "name"),
                        name="term_once_while_it_runs",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkingHours",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("valid_from", models.DateField()),
                ("weekdays", models.CharField(default="01234", max_length=7)),
                ("morning_from", models.TimeField(default=datetime.time(7, 30))),
                ("morning_to", models.TimeField(default=datetime.time(11, 30))),
                ("afternoon_from", models.TimeField(default=datetime.time(13, 0))),
                ("afternoon_to", models.TimeField(default=datetime.time(17, 0))),
                ("legal_ref", models.CharField(blank=True, max_length=200)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.office"
                    ),
                ),
            ],
            options={
                "ordering": ["valid_from"],
                "constraints": [models.UniqueConstraint(fields=("office", "valid_from"), name="hours_once_per_day")],
            },
        ),
        migrations.CreateModel(
            name="DeclaredDay",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("on", models.DateField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("holiday", "holiday"),
                            ("compensatory_off", "compensatory_off"),
                            ("swap_off", "swap_off"),
                            ("swap_work", "swap_work"),
                            ("local_off", "local_off"),
                            ("ordinary", "ordinary"),
                        ],
                        max_length=20,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200)),
                ("legal_ref", models.CharField(blank=True, max_length=300)),
                ("source", models.CharField(blank=True, max_length=200)),
                ("is_reviewed", models.BooleanField(default=True)),
                ("is_proposal", models.BooleanField(default=False)),
                ("is_out", models.BooleanField(default=False)),
                ("was", models.JSONField(null=True)),
                (
                    "declaration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="days", to="office.declaration"
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
                "ordering": ["on"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("office", "declaration", "on"), name="declared_day_once_per_declaration"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CalendarDay",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("on", models.DateField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("holiday", "holiday"),
                            ("compensatory_off", "compensatory_off"),
                            ("swap_off", "swap_off"),
                            ("swap_work", "swap_work"),
                            ("local_off", "local_off"),
                            ("ordinary", "ordinary"),
                        ],
                        max_length=20,
                    ),
                ),
                ("note", models.CharField(max_length=200)),
                ("legal_ref", models.CharField(blank=True, max_length=300)),
                ("is_confirmed", models.BooleanField(default=True)),
                ("source", models.CharField(blank=True, max_length=200)),
                (
                    "office",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.office"
                    ),
                ),
            ],
            options={
                "ordering": ["on"],
                "constraints": [
                    models.UniqueConstraint(fields=("office", "on"), name="day_once_per_office"),
                    models.UniqueConstraint(
                        condition=models.Q(("office", None)), fields=("on",), name="national_day_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OfficeSetting",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=40)),
                ("value", models.CharField(max_length=60)),
                ("valid_from", models.DateField()),
                ("legal_ref", models.CharField(blank=True, max_length=200)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.office"
                    ),
                ),
            ],
            options={
                "ordering": ["name", "valid_from"],
                "constraints": [
                    models.UniqueConstraint(fields=("office", "name", "valid_from"), name="setting_once_per_day")
                ],
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("full_name", models.CharField(max_length=150)),
                ("sort_key", models.CharField(max_length=600)),
                ("folded", models.CharField(max_length=150)),
                (
                    "identity_kind",
                    models.CharField(
                        choices=[
                            ("personal_number", "Số định danh cá nhân"),
                            ("passport", "Hộ chiếu"),
                            ("organisation", "Mã số doanh nghiệp, tổ chức"),
                            ("none", "Chưa có giấy tờ"),
                        ],
                        default="none",
                        max_length=20,
                    ),
                ),
                ("identity_number", models.CharField(blank=True, max_length=20)),
                ("identity_hash", models.CharField(blank=True, max_length=64)),
                ("born_on", models.CharField(blank=True, max_length=10)),
                ("gender", models.CharField(blank=True, max_length=10)),
                ("phone", models.CharField(blank=True, max_length=20)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("address", models.CharField(blank=True, max_length=300)),
                ("commune_code", models.CharField(blank=True, max_length=5)),
                ("recorded_at", models.DateTimeField()),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.office"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["office", "identity_hash"], name="person_by_identity")],
            },
        ),
    ]
