"""The demo's paper custody: one record of handing over signed by both sides, one that waits for the receiving side."""

from datetime import datetime
from itertools import groupby

from motcua.dossiers import handover_records
from motcua.journal import recording
from motcua.site.demo import history
from motcua.site.demo.builders import House

LISTED = 3


def show(house: House, *, at: datetime) -> int:
    """Return how many records were made of what the reception post handed on last."""
    by = house.acting("reception")
    made = 0
    with recording.marked(history.SOURCE):
        for _post, rows in groupby(handover_records.to_list(by), key=lambda step: step.post_id):
            steps = [row.pk for row in rows][: LISTED * 2]
            for start in (0, LISTED):
                chosen = steps[start : start + LISTED]
                if not chosen:
                    continue
                record = handover_records.make(house.office, step_ids=chosen, by=by, at=at)
                made += 1
                kind = next((kind for kind, post in house.posts.items() if post.pk == record.to_post_id), None)
                if start == 0 and kind is not None:
                    remark = "Nhận đủ, đúng danh mục"
                    handover_records.take(record.pk, remark=remark, by=house.acting(kind), at=at)
            break
    return made
