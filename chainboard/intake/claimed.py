"""Figures of the statistics office that another office sends: what the check says of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from chainboard.intake.check import Report
from chainboard.intake.grid import Batch, in_words
from chainboard.intake.issue import Issue
from chainboard.intake.templates import INDICATORS
from chainboard.store import dictionary
from chainboard.store.city.owners import is_claim
from chainboard.store.csvfile import CsvRow
from chainboard.store.place import data_folder
from chainboard.words import listed, status_name

BY_DEPARTMENT = "reported_by_department"
Sent = list[tuple[str, str | None]]  # the cell of a figure, and the status that the sheet gives it


def claimed(batches: Sequence[Batch], office: str) -> list[Issue]:
    """One remark a sheet and metric whose figures enter as what the office claims.

    batches  of a checked file; rows with an error or without a figure do not count
    office   who sends; "" where that is not said yet: nothing is remarked
    """
    if not office.strip():
        return []
    metrics = dictionary.by_key(data_folder(), "metric")
    found: dict[tuple[str, str], Sent] = {}
    for batch in batches:
        for metric_id, cell, status in _figures(batch):
            if is_claim(metrics[metric_id]["owner_zh"], office):
                found.setdefault((batch.sheet, metric_id), []).append((cell, status))
    return [_remark(sheet, metrics[id], sent, office) for (sheet, id), sent in found.items()]


def said_by(report: Report, office: str) -> Report:
    """The report with what is remarked when that office sends the file."""
    return replace(report, issues=(*report.issues, *claimed(report.batches, office)))


def _figures(batch: Batch) -> Iterator[tuple[str, str, str | None]]:
    """Metric, cell and status of each sound figure of a sheet of indicators."""
    if batch.template != INDICATORS.name:
        return
    columns = batch.columns
    nothing = [None] * len(columns["row"])
    growths, statuses = columns.get("growth", nothing), columns.get("status", nothing)
    told = (columns["metric_id"], columns["cell"], columns["value"], columns["has_error"])
    for metric, cell, value, is_wrong, growth, status in zip(*told, growths, statuses, strict=True):
        if metric and not is_wrong and (value, growth) != (None, None):
            yield str(metric), str(cell), None if status is None else str(status)


def _remark(sheet: str, metric: CsvRow, sent: Sent, office: str) -> Issue:
    cell, header, count = sent[0][0], INDICATORS.field("value").name, len(sent)
    zh_cell, en_cell = in_words(cell)
    given = list(dict.fromkeys(status for _cell, status in sent if status))
    zh = (
        f"{zh_cell} {header}：“{metric['name_zh']}”以{metric['owner_zh']}的数为准。{office}报的 "
        f"{count} 个数照原数收下，按“{status_name('zh', 'claim')}”标明，不评灯、不排名。"
    )
    en = (
        f"{en_cell} {header}: “{metric['name_en']}” belongs to: {metric['owner_en']}. Figures from "
        f"{office}: {count}, kept as sent and marked “{status_name('en', 'claim')}”: no light, no "
        "rank."
    )
    if given:
        names = {lang: listed(lang, [status_name(lang, s) for s in given]) for lang in ("zh", "en")}
        zh += f"表上写的状态（{names['zh']}）不作数。"
        en += f" The status in the sheet ({names['en']}) does not hold."
    return Issue(BY_DEPARTMENT, zh, en, sheet, cell, header, severity="warning")
