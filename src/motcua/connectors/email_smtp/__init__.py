"""E-mail over SMTP: the letter port through Django's mail settings; without an SMTP host letters become files."""
