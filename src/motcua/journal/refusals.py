"""Refusals: an act that may not be done says so by name, in words that a citizen can read."""


class Refused(Exception):
    """An act that the law, the state of the matter or the actor's post does not allow; nothing was changed.

    `str()` is a sentence that says what to do next, in the language of whoever is refused: subclasses put it through
    `gettext` when they are raised. `status` is the HTTP status of the page.
    """

    status = 409
