"""One cell-level fault or remark found in a file, with its code, its words and its place."""

from __future__ import annotations

from dataclasses import dataclass

ERRORS = frozenset({
    "unreadable", "encrypted", "not_a_workbook", "too_large", "macro",
    "unknown_template", "missing_column", "no_rows", "blank_key",
    "unknown_chain", "unknown_county", "unknown_park", "unknown_metric", "unknown_value",
    "bad_period", "not_a_number", "wrong_unit", "out_of_range", "duplicate_row",
    "subtotal_mismatch", "formula_without_value", "stage_backward", "unknown_matter",
    "not_possible",
})  # fmt: skip
WARNINGS = frozenset({
    "unknown_column", "text_number", "unit_converted", "jump", "duplicate_row",
    "ytd_decreased", "ytd_month_mismatch", "ratio_mismatch", "hidden", "merged",
    "same_file", "same_rows", "wide_table", "header_read_as", "sheet_skipped",
    "formula_without_value", "reported_by_department", "code_reused", "already_entered",
    "stage_backward",
})  # fmt: skip
REFUSED = frozenset({"unreadable", "encrypted", "not_a_workbook", "too_large", "macro"})


@dataclass(frozen=True)
class Issue:
    """One remark on a file.

    code      one of ERRORS or WARNINGS; duplicate_row, formula_without_value and stage_backward are
              in both
    zh, en    what is wrong and what to do, complete sentences that begin with cell and column
    sheet     the sheet's name, "" for the file itself
    cell      its address (G14), a row (14:14), or "" where no cell is meant
    column    the header as the template spells it, or ""
    value     what stands in the cell, as printed
    severity  error or warning
    """

    code: str
    zh: str
    en: str
    sheet: str = ""
    cell: str = ""
    column: str = ""
    value: str = ""
    severity: str = "error"

    def __post_init__(self) -> None:
        known = ERRORS if self.severity == "error" else WARNINGS
        if self.code not in known:
            raise ValueError(f"no {self.severity} is called {self.code}")

    def words(self, lang: str) -> str:
        """The message in the language."""
        return self.zh if lang == "zh" else self.en

    def as_json(self, lang: str) -> dict[str, str]:
        """The issue as `check --json` prints it."""
        return {
            "sheet": self.sheet, "cell": self.cell, "column": self.column,
            "severity": self.severity, "code": self.code, "value": self.value,
            "message": self.words(lang),
        }  # fmt: skip


class Refused(Exception):
    """A file that cannot or may not be opened; its one issue says how to save it again."""

    def __init__(self, issue: Issue) -> None:
        super().__init__(issue.en)
        self.issue = issue
