import django.db.models.deletion
import motcua.kernel.identifiers
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("dossiers", "0001_initial"),
        ("office", "0001_initial"),
        ("papers", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Exclusion",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("list", models.CharField(max_length=15)),
                ("code", models.CharField(max_length=30)),
                ("text", models.TextField()),
                ("legal_ref", models.CharField(max_length=300)),
                ("source", models.CharField(max_length=300)),
                ("position", models.PositiveSmallIntegerField()),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
            ],
            options={
                "ordering": ["list", "position"],
                "constraints": [
                    models.UniqueConstraint(fields=("list", "code", "valid_from"), name="exclusion_once_per_day")
                ],
            },
        ),
        migrations.CreateModel(
            name="Translator",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("full_name", models.CharField(max_length=150)),
                ("languages", models.CharField(max_length=150)),
                ("basis", models.CharField(max_length=200)),
                ("from_on", models.DateField()),
                ("to_on", models.DateField(null=True)),
                ("listed_at", models.DateTimeField()),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.office"
                    ),
                ),
            ],
            options={
                "ordering": ["full_name", "from_on"],
                "indexes": [models.Index(fields=["office", "from_on"], name="translator_by_day")],
            },
        ),
        migrations.CreateModel(
            name="BookLine",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "book",
                    models.CharField(
                        choices=[
                            ("copies", "Chứng thực bản sao từ bản chính"),
                            ("signatures", "Chứng thực chữ ký, điểm chỉ"),
                            ("translators", "Chứng thực chữ ký người dịch"),
                            ("contracts", "Chứng thực hợp đồng, giao dịch"),
                        ],
                        max_length=12,
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("document_type", models.CharField(max_length=200)),
                ("folded", models.CharField(max_length=400)),
                ("copies", models.PositiveIntegerField(default=1)),
                ("pages", models.PositiveIntegerField(null=True)),
                ("fee", models.PositiveBigIntegerField(null=True)),
                ("is_electronic", models.BooleanField(default=False)),
                ("manner", models.CharField(blank=True, max_length=15)),
                ("statements", models.JSONField(default=list)),
                ("exclusions", models.JSONField(default=list)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Chờ chứng thực"),
                            ("signing", "Đã duyệt, máy đang ký số"),
                            ("certified", "Đã chứng thực"),
                            ("struck", "Đã gạch bỏ, số giữ nguyên"),
                            ("refused", "Từ chối chứng thực"),
                            ("dropped", "Không làm nữa"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("number", models.PositiveIntegerField(null=True)),
                ("year", models.PositiveSmallIntegerField(null=True)),
                ("volume", models.PositiveSmallIntegerField(null=True)),
                ("number_words", models.CharField(blank=True, max_length=80)),
                ("certifier_name", models.CharField(blank=True, max_length=100)),
                ("certifier_title", models.CharField(blank=True, max_length=200)),
                ("certified_at", models.DateTimeField(null=True)),
                ("words", models.TextField(blank=True)),
                ("legal_ref", models.CharField(blank=True, max_length=300)),
                ("struck_at", models.DateTimeField(null=True)),
                ("struck_reason", models.CharField(blank=True, max_length=300)),
                (
                    "certifier",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.staff"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.dossier"
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.staff"),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.office"
                    ),
                ),
                (
                    "office_signature",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="papers.signature"
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="certification.bookline",
                    ),
                ),
                (
                    "scan",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="papers.storedfile"
                    ),
                ),
                (
                    "signature",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="papers.signature"
                    ),
                ),
                (
                    "struck_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.staff"
                    ),
                ),
                (
                    "translator",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="certification.translator",
                    ),
                ),
            ],
            options={
                "ordering": ["asked_at", "position", "id"],
                "indexes": [
                    models.Index(fields=["office", "book", "year", "-number"], name="line_by_number"),
                    models.Index(fields=["office", "dossier"], name="line_by_dossier"),
                    models.Index(fields=["office", "certified_at"], name="line_by_certified"),
                    models.Index(
                        condition=models.Q(("state__in", ["waiting", "signing"])),
                        fields=["office", "asked_at"],
                        name="line_open",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("number__isnull", False)),
                        fields=("office", "book", "year", "number"),
                        name="certified_number_once_per_book_and_year",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("number__isnull", True), ("state__in", ["waiting", "refused", "dropped"])),
                            models.Q(("number__isnull", False), ("state__in", ["signing", "certified", "struck"])),
                            _connector="OR",
                        ),
                        name="a_numbered_line_is_certified_or_struck",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Wording",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                ("text", models.TextField()),
                ("legal_ref", models.CharField(max_length=300)),
                ("source", models.CharField(max_length=300)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
            ],
            options={
                "ordering": ["kind", "valid_from"],
                "constraints": [models.UniqueConstraint(fields=("kind", "valid_from"), name="wording_once_per_day")],
            },
        ),
        migrations.CreateModel(
            name="YearClosing",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "book",
                    models.CharField(
                        choices=[
                            ("copies", "Chứng thực bản sao từ bản chính"),
                            ("signatures", "Chứng thực chữ ký, điểm chỉ"),
                            ("translators", "Chứng thực chữ ký người dịch"),
                            ("contracts", "Chứng thực hợp đồng, giao dịch"),
                        ],
                        max_length=12,
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("last_number", models.PositiveIntegerField()),
                ("certified", models.PositiveIntegerField()),
                ("struck", models.PositiveIntegerField()),
                ("closed_at", models.DateTimeField()),
                (
                    "closed_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.staff"),
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
            ],
            options={
                "ordering": ["-year", "book"],
                "constraints": [
                    models.UniqueConstraint(fields=("office", "book", "year"), name="books_year_closed_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="BookPrint",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "book",
                    models.CharField(
                        choices=[
                            ("copies", "Chứng thực bản sao từ bản chính"),
                            ("signatures", "Chứng thực chữ ký, điểm chỉ"),
                            ("translators", "Chứng thực chữ ký người dịch"),
                            ("contracts", "Chứng thực hợp đồng, giao dịch"),
                        ],
                        max_length=12,
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("month", models.PositiveSmallIntegerField()),
                ("edition", models.PositiveSmallIntegerField()),
                ("first_number", models.PositiveIntegerField()),
                ("last_number", models.PositiveIntegerField()),
                ("line_count", models.PositiveIntegerField()),
                ("printed_at", models.DateTimeField()),
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
                    "printed_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.staff"),
                ),
            ],
            options={
                "ordering": ["-year", "-month", "book", "-edition"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("office", "book", "year", "month", "edition"), name="book_print_edition_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CertifyingRight",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[("paper", "Ký tay trên giấy"), ("electronic", "Ký số bản sao điện tử")], max_length=10
                    ),
                ),
                ("books", models.JSONField(default=list)),
                ("basis", models.CharField(max_length=200)),
                ("from_on", models.DateField()),
                ("to_on", models.DateField(null=True)),
                ("granted_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "granted_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.staff"),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.office"
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.staff"),
                ),
            ],
            options={
                "ordering": ["from_on", "granted_at"],
                "indexes": [models.Index(fields=["office", "from_on"], name="certifying_right_by_day")],
            },
        ),
        migrations.CreateModel(
            name="OfficeWording",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                ("text", models.TextField()),
                ("legal_ref", models.CharField(max_length=300)),
                ("valid_from", models.DateField()),
                ("dated_at", models.DateTimeField()),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.office"
                    ),
                ),
            ],
            options={
                "ordering": ["kind", "valid_from"],
                "constraints": [
                    models.UniqueConstraint(fields=("office", "kind", "valid_from"), name="office_wording_once_per_day")
                ],
            },
        ),
    ]
