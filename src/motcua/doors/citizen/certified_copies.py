"""The owner's electronic certified copies: those that hold are opened; a struck one is told and handed to nobody."""

from django.utils.translation import gettext as _

from motcua.certification import electronic, matters
from motcua.certification.lines import BookLine
from motcua.dossiers import results
from motcua.dossiers.dossier import Dossier
from motcua.journal.refusals import Refused


class CopyStruck(Refused):
    """The electronic certified copy was struck: it is handed to nobody any more."""

    status = 410

    def __init__(self, line: BookLine) -> None:
        super().__init__(
            _(
                "Bản sao điện tử số chứng thực %(number)s đã bị gạch bỏ nên không còn giá trị. "
                "Hãy liên hệ Trung tâm để được cấp bản khác."
            )
            % {"number": line.number_words}
        )


def shown(dossier: Dossier, result: results.Result | None) -> dict[str, list[BookLine]]:
    """Return the electronic certified copies, which are opened once the result was taken, and those struck since."""
    if result is None or not result.is_electronic or result.returned_at is None:
        return {"certified_copies": [], "struck_copies": []}
    return {"certified_copies": electronic.copies_of(dossier), "struck_copies": electronic.struck_of(dossier)}


def refuse_struck(dossier: Dossier) -> list[BookLine]:
    """Return the electronic certified copies that still hold; raises CopyStruck when every one was struck."""
    if not matters.is_certification(dossier.version.procedure.code):
        return []
    left, struck = electronic.copies_of(dossier), electronic.struck_of(dossier)
    if struck and not left:
        raise CopyStruck(struck[0])
    return left
