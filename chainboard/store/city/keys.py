"""What names a row of a list that offices send, as the main file keeps it."""

from __future__ import annotations

# The same key in a later load is the row's newer form.
KEYS = {
    "targets": ("chain_id", "area_code", "metric_id", "year", "kind", "decided_on"),
    "projects": ("project_id", "period_end"),
    "deals": ("deal_id", "period_end"),
    "parks": ("park_id", "period_end", "basis"),
    "enterprises": ("enterprise_id", "chain_id", "period_end", "basis"),
    "problems": ("problem_id",),
}
