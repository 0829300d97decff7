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
            name="Complaint",
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
                ("against", models.CharField(max_length=200)),
                ("content", models.TextField()),
                ("round", models.PositiveSmallIntegerField(default=1)),
                ("known_on", models.DateField()),
                ("is_remote", models.BooleanField(default=False)),
                ("is_complex", models.BooleanField(default=False)),
                ("complexity_basis", models.CharField(blank=True, max_length=500)),
                ("obstacle", models.CharField(blank=True, max_length=500)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "Đã nhận đơn"),
                            ("accepted", "Đã thụ lý"),
                            ("not_accepted", "Không thụ lý"),
                            ("transferred", "Đã chuyển nơi có thẩm quyền"),
                            ("decided", "Đã có quyết định giải quyết"),
                            ("sent", "Đã gửi quyết định"),
                            ("in_effect", "Quyết định có hiệu lực"),
                            ("appealed", "Đã khiếu nại lần hai"),
                            ("withdrawn", "Đã rút khiếu nại"),
                            ("suspended", "Tạm đình chỉ giải quyết"),
                            ("stopped", "Đình chỉ giải quyết"),
                        ],
                        default="received",
                        max_length=12,
                    ),
                ),
                ("accepted_at", models.DateTimeField(null=True)),
                ("dialogue_on", models.DateField(null=True)),
                ("decision_number", models.CharField(blank=True, max_length=60)),
                ("decided_at", models.DateTimeField(null=True)),
                ("sent_at", models.DateTimeField(null=True)),
                ("in_effect_at", models.DateTimeField(null=True)),
                ("passed_to", models.CharField(blank=True, max_length=200)),
                ("closing_reason", models.CharField(blank=True, max_length=500)),
                (
                    "complainant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.person"
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
                "indexes": [models.Index(fields=["office", "received_at"], name="complaint_by_received")],
                "constraints": [
                    models.UniqueConstraint(fields=("office", "code"), name="complaint_code_once"),
                    models.CheckConstraint(condition=models.Q(("round__in", [1, 2])), name="complaint_round_1_or_2"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Confidant",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("from_on", models.DateField()),
                ("to_on", models.DateField()),
                ("basis", models.CharField(max_length=300)),
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
                "ordering": ["from_on", "id"],
                "indexes": [models.Index(fields=["office", "post"], name="confidant_by_post")],
            },
        ),
        migrations.CreateModel(
            name="Denunciation",
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
                ("accused", models.CharField(max_length=200)),
                ("content", models.TextField()),
                ("is_wide", models.BooleanField(default=False)),
                ("extensions", models.PositiveSmallIntegerField(default=0)),
                ("extension_basis", models.CharField(blank=True, max_length=500)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "Đã tiếp nhận"),
                            ("accepted", "Đã thụ lý"),
                            ("not_accepted", "Không thụ lý"),
                            ("transferred", "Đã chuyển nơi có thẩm quyền"),
                            ("concluded", "Đã kết luận"),
                            ("withdrawn", "Đã rút tố cáo"),
                        ],
                        default="received",
                        max_length=12,
                    ),
                ),
                ("accepted_at", models.DateTimeField(null=True)),
                ("conclusion_number", models.CharField(blank=True, max_length=60)),
                ("concluded_at", models.DateTimeField(null=True)),
                ("passed_to", models.CharField(blank=True, max_length=200)),
                ("closing_reason", models.CharField(blank=True, max_length=500)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.office"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["office", "received_at"], name="denunciation_by_received")],
                "constraints": [
                    models.UniqueConstraint(fields=("office", "code"), name="denunciation_code_once"),
                    models.CheckConstraint(
                        condition=models.Q(("extensions__lte", 2)), name="denunciation_two_extensions"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DenouncerIdentity",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("sealed", models.TextField()),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.office"
                    ),
                ),
                (
                    "denunciation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="feedback.denunciation"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("office", "denunciation"), name="denouncer_once")],
            },
        ),
        migrations.CreateModel(
            name="Petition",
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
                ("is_secret", models.BooleanField(default=False)),
                (
                    "means",
                    models.CharField(
                        choices=[
                            ("written", "Văn bản"),
                            ("phone", "Điện thoại"),
                            ("form", "Phiếu lấy ý kiến"),
                            ("portal", "Trang của Trung tâm"),
                            ("email", "Thư điện tử"),
                            ("hotline", "Đường dây nóng"),
                            ("box", "Hộp thư góp ý"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "about",
                    models.CharField(
                        choices=[
                            ("acts", "Hành vi, thái độ của cán bộ"),
                            ("rules", "Quy định, thủ tục hành chính"),
                            ("question", "Hỏi đáp"),
                            ("unsorted", "Chưa phân loại"),
                        ],
                        default="unsorted",
                        max_length=10,
                    ),
                ),
                ("is_complex", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "Đã tiếp nhận"),
                            ("handling", "Đang xử lý"),
                            ("forwarded", "Đã chuyển cơ quan có thẩm quyền"),
                            ("replied", "Đã trả lời"),
                            ("published", "Đã trả lời và công khai"),
                            ("closed", "Đã kết thúc"),
                            ("declined", "Không xem xét, có nêu lý do"),
                        ],
                        default="received",
                        max_length=10,
                    ),
                ),
                ("content", models.TextField()),
                ("agency", models.CharField(blank=True, max_length=200)),
                ("letter_number", models.CharField(blank=True, max_length=40)),
                ("forwarded_at", models.DateTimeField(null=True)),
                ("explanation", models.TextField(blank=True)),
                ("reply", models.TextField(blank=True)),
                ("replied_at", models.DateTimeField(null=True)),
                ("public_subject", models.CharField(blank=True, max_length=300)),
                ("public_reply", models.TextField(blank=True)),
                ("published_at", models.DateTimeField(null=True)),
                ("closing_reason", models.CharField(blank=True, max_length=500)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.office"
                    ),
                ),
                (
                    "sender",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.person"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["office", "received_at"], name="petition_by_received"),
                    models.Index(
                        condition=models.Q(("published_at__isnull", False)),
                        fields=["office", "published_at"],
                        name="petition_published",
                    ),
                ],
                "constraints": [models.UniqueConstraint(fields=("office", "code"), name="petition_code_once")],
            },
        ),
        migrations.CreateModel(
            name="PetitionFile",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
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
                (
                    "petition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="files", to="feedback.petition"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Rating",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "subject_type",
                    models.CharField(choices=[("file", "Hồ sơ"), ("general", "Sự phục vụ chung")], max_length=8),
                ),
                ("token_hash", models.CharField(max_length=64)),
                ("score", models.PositiveSmallIntegerField()),
                ("answers", models.JSONField(default=dict)),
                ("comment", models.TextField(blank=True)),
                ("made_at", models.DateTimeField()),
                ("source", models.CharField(blank=True, max_length=20)),
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
                "indexes": [models.Index(fields=["office", "made_at"], name="rating_by_made")],
                "constraints": [
                    models.UniqueConstraint(fields=("office", "token_hash"), name="one_rating_per_token"),
                    models.CheckConstraint(
                        condition=models.Q(("score__gte", 1), ("score__lte", 5)), name="score_from_1_to_5"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Suspension",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("force", "Sự kiện bất khả kháng"),
                            ("obstacle", "Trở ngại khách quan của người khiếu nại, người đại diện"),
                            ("other", "Căn cứ khác của Luật Khiếu nại Điều 11a khoản 1"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(max_length=500)),
                ("number", models.CharField(max_length=60)),
                ("from_at", models.DateTimeField()),
                ("end_number", models.CharField(blank=True, max_length=60)),
                ("to_at", models.DateTimeField(null=True)),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="suspensions", to="feedback.complaint"
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
                "ordering": ["from_at", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("to_at", None)), fields=("office", "complaint"), name="one_open_suspension"
                    )
                ],
            },
        ),
    ]
