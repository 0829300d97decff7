"""The child process of `foreign`: one job a line in, one answer a line out. It knows no Django and no secrets.

Whatever a parser raises ends this process, and the parent calls the file unreadable; so nothing is caught broadly.
"""

import json
import os
import resource
import select

_IDLE_SECONDS = 600
_MEMORY = 1536 * 1024 * 1024


def main() -> None:
    """Answer jobs until the parent closes the pipe or has been silent for long."""
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)  # a parser that prints must not speak into the answers
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    jobs = os.fdopen(0, "rb", buffering=0)
    while select.select([jobs], [], [], _IDLE_SECONDS)[0]:
        line = jobs.readline()
        if not line:
            return
        answers.write(json.dumps(_answer(json.loads(line))).encode() + b"\n")


def _answer(job: dict[str, str]) -> object:
    if job["job"] == "inspect":
        from motcua.papers import foreign_pages  # the two kinds of job need different, heavy libraries

        return foreign_pages.look(job["path"], job["kind"], job["clean_to"])
    if job["job"] == "compose":
        from motcua.papers import foreign_composing

        return foreign_composing.compose(job)
    from motcua.papers import foreign_signatures

    return foreign_signatures.look(job["path"], job["roots"], job["own"])


if __name__ == "__main__":
    main()
