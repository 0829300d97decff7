"""Refusals: an act that may not be done says so by name, in words that a citizen can read."""


class Refused(Exception):
    """An act that the law, the state of the matter or the actor's post does not allow; nothing was changed.

    `str()` is a Vietnamese sentence that says what to do next; `status` is the HTTP status of the page.
    """

    status = 409
