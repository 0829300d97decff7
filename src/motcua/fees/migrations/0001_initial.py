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
            name="Charge",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("amount_due", models.PositiveBigIntegerField()),
                ("amount_waived", models.PositiveBigIntegerField(default=0)),
                ("waiver_reason", models.CharField(blank=True, max_length=200)),
                ("legal_ref", models.CharField(blank=True, max_length=300)),
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
                ("pages", models.PositiveIntegerField(null=True)),
                ("copies", models.PositiveIntegerField(default=1)),
                ("parts", models.JSONField(default=list)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Chờ nộp"),
                            ("paid", "Đã nộp"),
                            ("free", "Không thu phí"),
                            ("refund_due", "Phải hoàn lại"),
                            ("refunded", "Đã hoàn lại"),
                            ("cancelled", "Đã hủy"),
                        ],
                        max_length=10,
                    ),
                ),
                ("made_at", models.DateTimeField()),
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
                "ordering": ["made_at", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["waiting", "paid", "free"])),
                        fields=("office", "dossier"),
                        name="one_live_charge_per_dossier",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount_waived__lte", models.F("amount_due"))), name="waived_at_most_due"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Payment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "means",
                    models.CharField(
                        choices=[
                            ("cash", "Tiền mặt"),
                            ("transfer", "Chuyển khoản tại quầy (VietQR)"),
                            ("online", "Chuyển khoản khi nộp trực tuyến (VietQR)"),
                        ],
                        max_length=8,
                    ),
                ),
                ("amount", models.PositiveBigIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pending", "Chờ đối soát"),
                            ("confirmed", "Đã thu"),
                            ("reversed", "Đã hủy, hoàn lại"),
                        ],
                        max_length=10,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("received_at", models.DateTimeField(null=True)),
                ("receipt_symbol", models.CharField(blank=True, max_length=12)),
                ("receipt_year", models.PositiveSmallIntegerField(null=True)),
                ("receipt_number", models.PositiveIntegerField(null=True)),
                ("bank_ref", models.CharField(blank=True, max_length=60)),
                ("reversed_at", models.DateTimeField(null=True)),
                ("reversal_reason", models.CharField(blank=True, max_length=300)),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.staff"
                    ),
                ),
                (
                    "charge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="payments", to="fees.charge"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.office"
                    ),
                ),
                (
                    "receipt_file",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="papers.storedfile"
                    ),
                ),
                (
                    "reversed_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.staff"
                    ),
                ),
            ],
            options={
                "ordering": ["asked_at", "id"],
                "indexes": [
                    models.Index(fields=["office", "received_at"], name="payment_by_received"),
                    models.Index(
                        condition=models.Q(("state", "pending")), fields=["office", "asked_at"], name="payment_pending"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["pending", "confirmed"])),
                        fields=("office", "charge"),
                        name="one_live_payment_per_charge",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("receipt_number__isnull", False)),
                        fields=("office", "receipt_year", "receipt_number"),
                        name="receipt_number_once_per_year",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "confirmed"), models.Q(("bank_ref", ""), _negated=True)),
                        fields=("office", "bank_ref"),
                        name="bank_reference_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Refund",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("rule", models.CharField(max_length=40)),
                ("percent", models.PositiveSmallIntegerField()),
                ("legal_ref", models.CharField(blank=True, max_length=200)),
                ("amount", models.PositiveBigIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[("owed", "Phải hoàn"), ("given", "Đã hoàn"), ("kept", "Không hoàn")], max_length=5
                    ),
                ),
                ("owed_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("given_at", models.DateTimeField(null=True)),
                (
                    "means",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("cash", "Tiền mặt"),
                            ("transfer", "Chuyển khoản tại quầy (VietQR)"),
                            ("online", "Chuyển khoản khi nộp trực tuyến (VietQR)"),
                        ],
                        max_length=8,
                    ),
                ),
                ("bank_ref", models.CharField(blank=True, max_length=60)),
                ("received_by", models.CharField(blank=True, max_length=150)),
                ("number_year", models.PositiveSmallIntegerField(null=True)),
                ("number", models.PositiveIntegerField(null=True)),
                (
                    "given_by",
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
                    "payment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="refunds", to="fees.payment"
                    ),
                ),
            ],
            options={
                "ordering": ["owed_at", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "owed")), fields=["office", "due_at"], name="refund_owed"
                    ),
                    models.Index(fields=["office", "given_at"], name="refund_by_given"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("number__isnull", False)),
                        fields=("office", "number_year", "number"),
                        name="refund_number_once_per_year",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("bank_ref", ""), _negated=True),
                        fields=("office", "bank_ref"),
                        name="refund_bank_reference_once",
                    ),
                ],
            },
        ),
    ]
