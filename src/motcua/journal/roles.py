"""Two roles on PostgreSQL (hai vai trò): the owner changes tables, the application only adds to the journal.

`motcua_owner` owns the tables and runs migrations; `motcua_app` runs the web and the worker. The server itself then
refuses UPDATE and DELETE on entries, details, seals and looks, whoever got into the application. A detail goes only by
a function of the owner that removes exactly what an entry of lawful erasure names. No triggers (scale.md rule 8).
"""

import re

from django.apps import apps

OWNER, APP = "motcua_owner", "motcua_app"
# Only added to; everything else of the journal (head, cursors, jobs, keys, rounds) is working state.
APPEND_ONLY = ("journal.Entry", "journal.Detail", "journal.Look", "journal.Seal", "journal.SealStamp")
ERASE = "motcua_erase_details"
_ROLE = re.compile(r"[a-z_][a-z0-9_]{0,62}")

# Deletes the details that the given entry of erasure names, and no others; search_path is fixed, as the manual asks.
ERASE_SQL = """
CREATE OR REPLACE FUNCTION motcua_erase_details(erasure uuid) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $body$
DECLARE gone integer;
BEGIN
  DELETE FROM journal_detail d
  USING journal_entry e, jsonb_each(e.text::jsonb #> '{event,erased}') AS one(entry, names)
  WHERE e.id = erasure AND e.name = 'journal.DetailsErased' AND d.office_id = e.office_id
    AND d.entry_id = one.entry::uuid AND one.names ? d.name;
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $body$;
"""


def statements(owner: str = OWNER, app: str = APP) -> list[str]:
    """Return the SQL that gives the application its rights; run as the owner of the tables, after every migration."""
    for role in (owner, app):
        if not _ROLE.fullmatch(role):
            raise ValueError(f"no name of a role: {role}")
    closed = ", ".join(table_of(label) for label in APPEND_ONLY)
    return [
        f"REVOKE CREATE ON SCHEMA public FROM PUBLIC, {app}",
        f"GRANT USAGE ON SCHEMA public TO {app}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {app}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {app}",
        f"REVOKE UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER ON {closed} FROM PUBLIC, {app}",
        f"REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON django_migrations FROM {app}",
        f"REVOKE ALL ON FUNCTION {ERASE}(uuid) FROM PUBLIC",
        f"GRANT EXECUTE ON FUNCTION {ERASE}(uuid) TO {app}",
    ]


def making(owner: str = OWNER, app: str = APP) -> list[str]:
    """Return the SQL that makes the two roles and hands a database over; run once by the server's administrator."""
    return [
        f"CREATE ROLE {owner} LOGIN PASSWORD '…'",
        f"CREATE ROLE {app} LOGIN PASSWORD '…'",
        f"CREATE DATABASE motcua OWNER {owner}",
        f"GRANT CONNECT ON DATABASE motcua TO {app}",
    ]


def table_of(label: str) -> str:
    """Return the table of a model as PostgreSQL names it."""
    return f'"{apps.get_model(label)._meta.db_table}"'
