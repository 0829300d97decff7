"""The law as pure functions (nhân quy tắc): no Django, no disk, no network, no clock reads.

Every moment is an argument. The one exception is `identifiers.uuid7`, which says so.
"""
