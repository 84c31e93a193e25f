"""One table checked by every rule: its issues, its counts, and the rows that can be kept."""

from __future__ import annotations

from chainboard.intake.courses import check_courses
from chainboard.intake.duplicates import check_duplicates
from chainboard.intake.findings import Findings
from chainboard.intake.grid import Batch, Checked, Table
from chainboard.intake.known import Known
from chainboard.intake.ranges import check_ranges
from chainboard.intake.ratios import check_ratios
from chainboard.intake.rows import Rows, read_rows
from chainboard.intake.series_rules import check_series
from chainboard.intake.templates import AT, STEP_TEMPLATES
from chainboard.intake.totals import check_totals


def checked(table: Table, known: Known) -> Checked:
    """The table after all rules.

    The batch holds every row but those that only repeat another; has_error marks rows that an
    error names. kept counts rows without an error and, where the template has a value, with one.
    """
    findings = Findings(table)
    rows = read_rows(table, known, findings)
    check_ranges(rows)
    repeated = check_duplicates(rows)
    check_courses(rows)
    check_series(rows)
    check_ratios(rows)
    check_totals(rows)
    batch = _batch(rows, repeated)
    return Checked(
        table.sheet,
        table.template.name,
        len(table.body),
        _kept(batch),
        findings.all(),
        batch,
        table.asks,
        table.mark,
        table.silent,
        table.headers,
    )


def _batch(rows: Rows, repeated: set[int]) -> Batch:
    findings, template = rows.findings, rows.table.template
    about = "value" if "value" in rows.columns else template.key[0]
    errors = findings.error_rows
    is_incomplete = any(issue.code == "missing_column" for issue in rows.table.issues)
    columns: dict[str, list[object]] = {
        **rows.columns,
        "row": list(rows.numbers),
        "cell": [findings.address(row, about) for row in rows.numbers],
        "has_error": [is_incomplete or row in errors for row in rows.numbers],
    }
    if template.name in STEP_TEMPLATES:  # each cell may be told of by the ledger
        columns |= {
            f"{AT}{field.id}": [findings.address(row, field.id) for row in rows.numbers]
            for field in template.fields
        }
    if repeated:
        places = [place for place, row in enumerate(rows.numbers) if row not in repeated]
        columns = {id: [column[each] for each in places] for id, column in columns.items()}
    return Batch(rows.table.sheet, template.name, columns)


def _kept(batch: Batch) -> int:
    values = batch.columns.get("value", batch.columns["row"])
    errors = batch.columns["has_error"]
    return sum(
        value is not None and not is_wrong for value, is_wrong in zip(values, errors, strict=True)
    )
