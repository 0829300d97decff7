"""Limits on screen (thời hạn): the words of `Limit.words`, in the reader's language; papers keep the Vietnamese."""

from django.utils.translation import gettext as _

from motcua.kernel.limits import Limit, Unit


def limit_words(limit: Limit) -> str:
    """Return the limit in its own unit as the reader of the screen says it."""
    if limit.value == 0:
        return _("Trong buổi làm việc") if limit.unit is Unit.HALF_DAY else _("Trong ngày làm việc")
    if limit.unit is Unit.HALF_DAY:
        return _("%(n)s ngày làm việc") % {"n": f"{limit.value // 2},{limit.value % 2 * 5}"}
    words = {
        Unit.WORKING_DAY: _("%(n)s ngày làm việc"),
        Unit.WORKING_HOUR: _("%(n)s giờ làm việc"),
        Unit.DAY: _("%(n)s ngày"),
        Unit.MONTH: _("%(n)s tháng"),
        Unit.HOUR: _("%(n)s giờ"),
    }[limit.unit]
    return words % {"n": f"{limit.value:02d}"}
