"""Parts of pages as template tags: `{% load parts %}`. Each says in its docstring how it is written in a template.

Plain parts without logic are CSS classes (card, facts, badge, grid, row) or includes in templates/components/.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django import template
from django.forms import BaseForm, BoundField, CheckboxInput, HiddenInput
from django.forms.widgets import ChoiceWidget, Select
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from motcua.doors.navigation import links_of
from motcua.doors.templatetags.icons import PATHS
from motcua.doors.templatetags.words import spoken, when
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.status import Status
from motcua.dossiers.tracking import PublicState
from motcua.kernel.localtime import local_day

register = template.Library()

STATUS_LOOKS = {
    Status.REGISTERED: ("new", "new"),
    Status.ACCEPTED: ("moving", "check"),
    Status.REJECTED: ("bad", "cross"),
    Status.IN_PROCESS: ("moving", "moving"),
    Status.SUPPLEMENT: ("waiting", "pause"),
    Status.OBLIGATION: ("waiting", "money"),
    Status.WITHDRAWAL: ("waiting", "back"),
    Status.STOPPED: ("stopped", "stop"),
    Status.PROCESSED: ("done", "success"),
    Status.RETURNED: ("done", "check"),
}
NOTICE_ICONS = {"info": "info", "warning": "warning", "danger": "danger", "success": "success"}
STEP_ICONS = {"done": "check", "now": "moving", "late": "warning", "todo": "dot"}


@register.simple_tag
def icon(name: str) -> SafeString:
    """{% icon "print" %}: a drawing beside words, hidden from readers of the screen."""
    # How it is drawn (strokes only) stands in forms.css, once, and not in each of a list's fifty rows.
    return format_html('<svg class="icon" viewBox="0 0 20 20" aria-hidden="true"><path d="{}"/></svg>', PATHS[name])


@register.simple_block_tag
def notice(content: str, kind: str = "info", title: str = "") -> SafeString:
    """{% notice "warning" _("Chú ý") %}<p>…</p>{% endnotice %}: kinds info, warning, danger, success."""
    heading = format_html('<p class="notice-title">{}</p>', title) if title else ""
    return format_html(
        '<div class="notice notice-{}">{}<div class="notice-body">{}{}</div></div>',
        kind,
        icon(NOTICE_ICONS[kind]),
        heading,
        content,
    )


@register.simple_block_tag
def table_region(content: str, label: str, tall: bool = False) -> SafeString:
    """{% table_region _("Hồ sơ chờ") %}<table class="table-cards">…</table>{% endtable_region %}: scrolls by itself.

    On a phone a table with the class table-cards becomes cards; give each td a data-label.
    """
    return format_html(
        '<div class="table-region{}" role="region" aria-label="{}" tabindex="0">{}</div>',
        " table-tall" if tall else "",
        label,
        content,
    )


@register.simple_tag
def status_pill(status: int) -> SafeString:
    """{% status_pill dossier.status %}: one of the ten statuses, by mark, word and colour."""
    code = Status(status)
    tone, mark = STATUS_LOOKS[code]
    return format_html('<span class="pill tone-{}">{}{}</span>', tone, icon(mark), code.label)


@register.simple_tag
def deadline(due_at: datetime | None, state: str = "within", days: int | None = None) -> SafeString:
    """{% deadline due_at state days %}: the chip of a due moment.

    `state` is a Punctuality (early, on_time, late, within, overdue, due_soon) or "paused"; `days` the count to say.
    """
    if due_at is None or state == "paused":
        return format_html('<span class="deadline tone-waiting">{}{}</span>', icon("pause"), _("Đang tạm dừng"))
    looks = {
        "overdue": ("bad", "warning", _("Quá hạn %(days)s ngày") if days else _("Quá hạn")),
        "late": ("bad", "warning", _("Trễ hạn %(days)s ngày") if days else _("Trễ hạn")),
        "due_soon": ("waiting", "clock", _("Sắp đến hạn")),
        "early": ("done", "success", _("Trước hạn")),
        "on_time": ("done", "success", _("Đúng hạn")),
        "within": ("stopped", "calendar", _("Trong hạn")),
    }
    tone, mark, words = looks[str(state)]
    said = words % {"days": days} if days and "%(days)s" in words else words
    return format_html('<span class="deadline tone-{}">{}{} · {}</span>', tone, icon(mark), said, when(due_at))


@register.simple_tag(takes_context=True)
def certainty(context: dict[str, Any], dossier: Dossier | PublicState) -> SafeString | str:
    """{% certainty dossier %}: after a date: that it is being counted anew, or that its year's calendar is provisional.

    Takes a dossier or what the public sees of one; asks the database nothing.
    """
    if dossier.processed_at is not None:
        return ""
    if isinstance(dossier, PublicState):
        began_at = dossier.replay_began_at
    else:
        office = dossier.office if "office" in dossier._state.fields_cache else context["house"].centre
        began_at = office.replay_began_at if office is not None else None
    if began_at is not None and (dossier.accepted_at or dossier.submitted_at) < began_at:
        return format_html(' <span class="badge">{}</span>', _("đang tính lại"))
    return format_html(' <span class="badge">{}</span>', _("lịch tạm tính")) if dossier.is_provisional else ""


@register.inclusion_tag("components/field.html")
def field(bound: BoundField, label: str = "", hint: str = "", width: str = "") -> dict[str, Any]:
    """{% field form.phone hint=_("…") width="short" %}: label, hint, error and control of one field.

    Radio buttons and checkbox lists become a fieldset with a legend; `width` is short, tiny or empty.
    """
    widget = bound.field.widget
    is_group = isinstance(widget, ChoiceWidget) and not isinstance(widget, Select)
    name = bound.auto_id or bound.html_name
    hint = hint or str(bound.help_text)
    described = [f"{name}-hint"] if hint else []
    described += [f"{name}-error"] if bound.errors else []
    attrs: dict[str, Any] = {"aria-describedby": " ".join(described)} if described else {}
    if bound.errors:
        attrs["aria-invalid"] = "true"
    # The page itself says what is wrong, in Vietnamese and all at once; the browser's bubbles and placeholders go.
    bound.form.use_required_attribute = False
    if "placeholder" in widget.attrs:
        attrs["placeholder"] = False
    return {
        "bound": bound,
        "label": label or bound.label,
        "hint": hint,
        "name": name,
        "width": width,
        "described": " ".join(described),
        "is_hidden": isinstance(widget, HiddenInput),
        "is_group": is_group,
        "is_check": isinstance(widget, CheckboxInput),
        "control": "" if is_group else bound.as_widget(attrs=attrs),
        "options": list(bound.subwidgets) if is_group else [],
    }


@register.inclusion_tag("components/error_summary.html")
def error_summary(*forms: BaseForm) -> dict[str, Any]:
    """{% error_summary form other_form %}: what is wrong in all of them, each line a link to its field."""
    lines: list[tuple[str, str, str]] = []
    for form in forms:
        if not form or not form.is_bound:
            continue
        lines += [("", "", str(error)) for error in form.non_field_errors()]
        for bound in form:
            target = bound.subwidgets[0].id_for_label if _is_group(bound) else bound.auto_id
            lines += [(str(target), str(bound.label), str(error)) for error in bound.errors]
    return {"lines": lines}


def _is_group(bound: BoundField) -> bool:
    widget = bound.field.widget
    return isinstance(widget, ChoiceWidget) and not isinstance(widget, Select) and bool(bound.subwidgets)


@register.inclusion_tag("components/navigation.html", takes_context=True)
def navigation(context: template.Context, audience: str) -> dict[str, Any]:
    """{% navigation "officer" %}: the main navigation of an area, only what the reader may open."""
    return {"entries": links_of(context["request"], audience)}


@register.inclusion_tag("components/crumbs.html")
def crumbs(*pairs: str) -> dict[str, Any]:
    """{% crumbs _("Trang chủ") "/" _("Thủ tục") "/tthc/" name %}: words and addresses in turn, the last without one."""
    items = [(pairs[index], pairs[index + 1] if index + 1 < len(pairs) else "") for index in range(0, len(pairs), 2)]
    return {"items": items}


@register.inclusion_tag("components/timeline.html")
def timeline(steps: Iterable[Any]) -> dict[str, Any]:
    """{% timeline steps %}: steps in order, each with `title`, `state` (done, now, late, todo), `note`, `at`."""
    return {"steps": [(step, STEP_ICONS[_of(step, "state")]) for step in steps]}


def _of(thing: Any, name: str) -> Any:
    return thing[name] if isinstance(thing, dict) else getattr(thing, name)


@register.inclusion_tag("components/form_progress.html")
def form_progress(step: int, names: Sequence[str]) -> dict[str, Any]:
    """{% form_progress 2 step_names %}: "Bước 2 trên 4" with the names of the steps; counted from 1."""
    return {"step": step, "total": len(names), "names": names, "name": names[step - 1]}


@register.inclusion_tag("components/ledger.html")
def ledger(promise: Any, limit: str = "") -> dict[str, Any]:
    """{% ledger promise limit %}: the day-by-day ledger of a promise, just computed or stored.

    `limit` names a limit that is not the promised date of return: then nothing in it is called one.
    """
    due_on = local_day(promise.due_at) if promise.due_at else None
    days = getattr(promise, "days", None) or promise.ledger
    return {"days": days, "promise": promise, "due_on": due_on, "limit": spoken(limit)}


@register.inclusion_tag("components/tabs.html")
def tabs(items: Iterable[tuple[Any, ...]], label: str) -> dict[str, Any]:
    """{% tabs items _("Lọc hồ sơ") %}: links that look like tabs; items are (words, href, is_current[, count])."""
    return {"tabs": [(*item, None)[:4] for item in items], "label": label}


@register.simple_tag
def safe_svg(text: str) -> SafeString:
    """{% safe_svg qr %}: a drawing made by the house itself (papers.qr); never give it text that a person typed."""
    return mark_safe(text)  # noqa: S308 - only drawings of papers.qr and allauth's TOTP picture come here
