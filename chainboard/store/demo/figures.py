"""The monthly figures of the demo pack as observation rows, with what is missing and corrected."""

from __future__ import annotations

from dataclasses import dataclass

from chainboard.store.csvfile import CsvRow
from chainboard.store.demo.recipe import (
    SOURCE,
    STOCKS,
    Recipe,
    decimal,
    matches,
    month_end,
    whole,
)
from chainboard.store.demo.series import Key, Month, Series, scope_changes

Row = dict[str, object]

SHEET = "指标"
VALUE_COLUMN = "G"  # 数值 in the indicators template
FIGURES_OF_A_LOAD = 10_000_000

FLASH_ZH = "示例：市级快报数，县（区）合计缺{areas}"
FLASH_EN = "Demo: the city bureau's flash figure; the sum of counties lacks {areas}"


@dataclass(frozen=True)
class Subject:
    """One series to be printed: what it is and the recipe lines that speak of it."""

    key: Key
    unit: str
    decimals: int
    is_stock: bool
    absences: list[CsvRow]
    late: list[CsvRow]
    scopes: dict[int, CsvRow]
    corrections: dict[Month, CsvRow]

    @property
    def base(self) -> Row:
        """The columns that every figure of the series shares."""
        chain, metric, area = self.key
        return {"metric_id": metric, "area_code": area, "chain_id": chain}


def monthly(recipe: Recipe, made: Series, names: dict[str, Row]) -> list[Row]:
    """Observation rows of every chain, metric, area and month, without figure_id.

    names  area_code -> row of the area table, for the notes

    A county without the chain has rows not_applicable; the city's row is the sum of counties.
    A corrected figure has two rows, the later load's is right.
    """
    rows: list[Row] = []
    for line in recipe.files["levels"]:
        for area in (recipe.city, *recipe.counties):
            key = (line["chain_id"], line["metric_id"], area)
            rows += _figures(recipe, made, _subject(recipe, line, key), names)
    return _placed(rows)


def numbered(rows: list[Row]) -> list[Row]:
    """The rows with figure_id, a running number within their load."""
    counts: dict[int, int] = {}
    for row in rows:
        load_id = int(str(row["load_id"]))
        counts[load_id] = counts.get(load_id, 0) + 1
        row["figure_id"] = load_id * FIGURES_OF_A_LOAD + counts[load_id]
    return rows


def _placed(rows: list[Row]) -> list[Row]:
    """The rows with their cell in the sheet of their load: one line a figure, under the head."""
    counts: dict[object, int] = {}
    for row in rows:
        counts[row["load_id"]] = counts.get(row["load_id"], 1) + 1
        row["cell"] = f"{VALUE_COLUMN}{counts[row['load_id']]}"
    return rows


def amount_text(level: int, decimals: int) -> str:
    """A level in the last printed digit as it is printed: 125 with two decimals is 1.25."""
    return f"{level / 10**decimals:.{decimals}f}"


def _subject(recipe: Recipe, line: CsvRow, key: Key) -> Subject:
    chain, metric, area = key
    columns = ("chain_id", "metric_id")
    here = [a for a in recipe.files["absences"] if matches(a, columns, (chain, metric))]
    corrected = [c for c in recipe.files["corrections"] if matches(c, columns, (chain, metric))]
    return Subject(
        key,
        recipe.units[metric],
        recipe.decimals[metric],
        line["season"] in STOCKS,
        [a for a in here if matches(a, ("area_code",), (area,))],
        [a for a in here if area == recipe.city and a["absence"] == "late"],
        {whole(scope, "from_year"): scope for scope in scope_changes(recipe, *key)},
        {_month(c["period"]): c for c in corrected if area in (c["area_code"], recipe.city)},
    )


def _month(text: str) -> Month:
    year, month = text.split("-")
    return int(year), int(month)


def _figures(recipe: Recipe, made: Series, subject: Subject, names: dict[str, Row]) -> list[Row]:
    rows: list[Row] = []
    for year in recipe.years:
        for month in recipe.months(year):
            row = subject.base | _when(subject, year, month) | _standing(recipe, year)
            absence = _absence(made, subject, (year, month))
            if absence:
                rows.append(row | absence)
            elif (year, month) in subject.corrections:
                rows += _corrected(made, subject, row, (year, month))
            else:
                row |= _printed(made, subject, (year, month))
                rows.append(row | _flash(made, subject, (year, month), names))
    return rows


def _when(subject: Subject, year: int, month: int) -> Row:
    end = month_end(year, month)
    if subject.is_stock:
        return {"period_start": None, "period_end": end, "basis": "point"}
    return {"period_start": f"{year}-01-01", "period_end": end, "basis": "ytd"}


def _standing(recipe: Recipe, year: int) -> Row:
    return {
        "status": "verified" if year < recipe.last[0] else "preliminary",
        "hedge": "none",
        "source_id": SOURCE,
        "load_id": 1,
        "sheet": SHEET,
    }


def _absence(made: Series, subject: Subject, month: Month) -> Row:
    if not made.has(subject.key):
        zh, en = "示例：这里没有这条链的这项指标", "Demo: there is none of this here"
        return {"absence": "not_applicable", "note_zh": zh, "note_en": en}
    for line in subject.absences:
        if _month(line["period_from"]) <= month <= _month(line["period_to"]):
            return {
                "absence": line["absence"],
                "note_zh": line["note_zh"],
                "note_en": line["note_en"],
            }
    return {}


def _printed(made: Series, subject: Subject, month: Month) -> Row:
    growth = made.growth(subject.key, month)
    row: Row = {"unit_text": subject.unit}
    if growth is not None:
        row |= {"growth": growth, "growth_text": f"{growth:.1f}"}
    if subject.key in made.rates:
        return row
    text = amount_text(made.levels[subject.key][month], subject.decimals)
    row |= {"value": text, "value_text": text}
    scope = subject.scopes.get(month[0])
    if scope is not None:
        row["same_scope_prior"] = amount_text(made.priors[subject.key][month], subject.decimals)
        row |= {"note_zh": scope["note_zh"], "note_en": scope["note_en"]}
    return row


def _flash(made: Series, subject: Subject, month: Month, names: dict[str, Row]) -> Row:
    """What a city figure says when a county has not reported: it is a flash figure."""
    chain, metric, _ = subject.key
    late = [
        line["area_code"]
        for line in subject.late
        if made.has((chain, metric, line["area_code"]))
        and _month(line["period_from"]) <= month <= _month(line["period_to"])
    ]
    if not late:
        return {}
    return {
        "status": "flash",
        "note_zh": FLASH_ZH.format(areas="、".join(str(names[code]["name_zh"]) for code in late)),
        "note_en": FLASH_EN.format(areas=", ".join(str(names[code]["name_en"]) for code in late)),
    }


def _corrected(made: Series, subject: Subject, row: Row, month: Month) -> list[Row]:
    """The figure as first reported, and the right one in the later load."""
    chain, metric, _ = subject.key
    line = subject.corrections[month]
    true = made.levels[chain, metric, line["area_code"]][month]
    excess = int(true * (decimal(line, "first_factor") - 1) + 0.5)
    level = made.levels[subject.key][month] + excess
    prior = made.priors[subject.key][month]
    text, growth = amount_text(level, subject.decimals), round(100 * (level / prior - 1), 1)
    first = {"value": text, "value_text": text, "growth": growth, "growth_text": f"{growth:.1f}"}
    right = _printed(made, subject, month)
    notes = {"note_zh": line["note_zh"], "note_en": line["note_en"]}
    return [row | right | first, row | right | notes | {"load_id": whole(line, "load_id")}]
