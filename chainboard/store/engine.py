"""What every connection to DuckDB is told."""

from __future__ import annotations

Settings = dict[str, str | bool | int | float | list[str]]

SAFE: Settings = {
    "autoinstall_known_extensions": "false",  # a file of SQLite would set a download going
    "autoload_known_extensions": "false",
    # DuckDB 2.0 loses a filter of IN where a join pushes one of its own into the same scan: rows
    # come that were asked to stay out. Small questions are not slower without it.
    "disabled_optimizers": "join_filter_pushdown",
}
# To read an edition and nothing else.
LOCKED_DOWN: Settings = {
    **SAFE,
    "enable_external_access": "false",
    "allow_community_extensions": "false",
    "python_enable_replacements": "false",
    "memory_limit": "1GB",
    "threads": "1",  # small questions: a second thread only waits (measured 5 % slower)
    "lock_configuration": "true",
}
