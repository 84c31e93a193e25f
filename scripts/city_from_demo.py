"""Draw the seven workbooks from the demo's figures and load them into the city pack.

    python scripts/city_from_demo.py FOLDER

Gives a full city pack to look at every panel on. The same demo gives the same workbooks, byte
for byte, and the same editions: the clock of the loads ends at its as_of. What the demo does not
have, such as money month by month, is a fixed part of what it has.
"""

from __future__ import annotations

import csv
import re
import shutil
import sys
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from openpyxl import Workbook

from chainboard.intake import templates
from chainboard.intake.example import CREDIT_CODE_STEM, credit_code
from chainboard.intake.known import published_parks
from chainboard.intake.sending import send
from chainboard.store import audit, editions, statements
from chainboard.store.city.loads import Sent
from chainboard.store.city.rows import PARK_METRICS
from chainboard.store.place import data_folder, pack_folder
from chainboard.words import stage_name

Line = dict[str, Any]
HERE = Path(__file__).resolve().parent
FIRST_YEAR = 2024
MISSING = {
    "late": "未报", "not_due": "待报", "suppressed": "保密", "not_applicable": "—",
    "not_published": "未发布",
}  # fmt: skip
CHIEF = "示例市级链长办公室"
OFFICES = {
    "projects": "示例：市能源局", "deals": "示例：市商务局", "parks": "示例华池产业园区管理委员会",
}  # fmt: skip


class Demo:
    """The current edition of the demo: rows of a statement, and what all lines start from."""

    def __init__(self) -> None:
        self._con = editions.open_edition("demo", editions.current("demo") or 1)
        ((self.as_of,),) = self._con.table("edition").project("as_of").fetchall()
        self.month: date = self.as_of.replace(day=1) - timedelta(days=1)
        parks = list(dict.fromkeys(published_parks(data_folder())))
        self.park_names = [name for _, name, _, _ in parks]
        self._park_of = {county: name for _, name, _, county in reversed(parks)}
        self._reports: dict[str, list[Line]] = {}
        for told in self.rows("reports", last=self.month):
            self._reports.setdefault(told["id"], []).append(told)

    def rows(self, name: str, **values: Any) -> Iterator[Line]:
        """The rows of a statement of city_from_demo.sql, columns by name."""
        answer = self._con.execute(statements.named("city_from_demo", name, HERE), values or None)
        columns = [column[0] for column in answer.description or []]
        return (dict(zip(columns, row, strict=True)) for row in answer.fetchall())

    def reports(self, id: str, amount: Any, what: str) -> Iterator[Line]:
        """What was told of a project or deal month by month, with shares of the amount."""
        for told in self._reports.get(id, []):
            shares = (told["month_share"], told["year_share"], told["share"])
            names = (f"month_{what}", f"year_{what}", f"total_{what}")
            done = (round(float(amount or 0) * share, 3) for share in shares)
            yield told | dict(zip(names, done, strict=True))

    def park(self, row: Line) -> str | None:
        """A park of the row's county that the city's lists have, where the demo names one."""
        return self._park_of.get(row["county"]) if row["park_id"] else None


def indicators(demo: Demo, first: int, last: int) -> Iterator[Line]:
    """A line a figure of a chain or of the city that is no park's."""
    for row in demo.rows("indicators", first=first, last=last):
        yield row | {
            "period": period(row["period_end"], row["basis"]),
            "basis": word(templates.BASES, row["basis"]),
            "value": MISSING.get(row["absence"], row["value"]),
            "status": word(templates.STATUSES, row["status"]),
        }


def targets(demo: Demo) -> Iterator[Line]:
    """A line a version of a target."""
    for row in demo.rows("targets", first=FIRST_YEAR):
        yield row | {"kind": word(templates.TARGET_KINDS, row["kind"])}


def projects(demo: Demo) -> Iterator[Line]:
    """A line a project and month in which it reached a stage, and one for the last month."""
    for row in demo.rows("projects"):
        number = row["number"]
        for told in demo.reports(row["project_id"], row["total_investment"], "done"):
            started = told["started_on"]
            yield row | told | {
                "project_id": f"示例-P{number:03d}",
                "park_id": demo.park(row),
                "progress": f"示例：{stage_name('zh', told['stage'])}",
                "start_planned": started and started - timedelta(days=30 * (number % 3)),
                "completion_planned": started and started + timedelta(days=600 + number),
                "is_in_statistics": word(templates.YES_NO, row["is_in_statistics"]),
                "problem": "示例：用地手续未办结" if number % 8 == 0 else None,
                "period": period(told["period_end"], "month"),
            }  # fmt: skip


def deals(demo: Demo) -> Iterator[Line]:
    """A line a deal and month in which it reached a stage, and one for the last month."""
    for row in demo.rows("deals"):
        for told in demo.reports(row["deal_id"], row["in_place_funds"], "in_place"):
            yield row | told | {
                "deal_id": f"示例-D{row['number']:03d}",
                "park_id": demo.park(row),
                "origin": word(templates.ORIGINS, row["origin"]),
                "stage": word(templates.DEAL_STAGES, told["stage"]),
                "stage_on": told["happened_on"],
                "period": period(told["period_end"], "month"),
            }  # fmt: skip


def parks(demo: Demo) -> Iterator[Line]:
    """A line a park and quarter, each under a name that the city's lists have."""
    told = demo.rows("parks", first=FIRST_YEAR)
    for (place, end), figures in groupby(told, lambda row: (row["place"], row["period_end"])):
        known = {row["metric_id"]: row["value"] for row in figures}
        about = {"park_id": demo.park_names[place], "period": period(end, "ytd")}
        yield about | {field: known.get(metric) for field, metric in PARK_METRICS.items()}


def enterprises(demo: Demo) -> Iterator[Line]:
    """A line a firm and chain for the last year and this one; the figures go by its number."""
    for row in demo.rows("enterprises"):
        number = row["number"]
        about = row | {
            "enterprise_id": credit_code(f"{CREDIT_CODE_STEM[:10]}{number:07d}"),
            "park_id": demo.park(row),
            "is_above_size": word(templates.YES_NO, row["is_above_size"]),
            "staff": 20 + number % 300,
        }
        for end in (date(demo.month.year - 1, 12, 31), demo.month):
            output = (number % 40 + 1) * end.month / 100
            yield about | {
                "period": period(end, "ytd"),
                "output": output,
                "revenue": round(output * 0.95, 3),
                "profit": round(output * (number % 9 - 1) / 100, 3),
                "tax": round(output * 0.04, 3),
                "power_use": round(output * 60, 1),
            }


def problems(demo: Demo) -> Iterator[Line]:
    """A line for every eighth project."""
    for row in demo.rows("projects"):
        number, raised = row["number"], demo.as_of - timedelta(days=30 + row["number"])
        if number % 8 == 0:
            yield row | {
                "problem_id": f"示例-W{number:03d}",
                "raised_by": "示例园区管理委员会",
                "project_id": f"示例-P{number:03d}",
                "problem": f"示例：{row['name']}用地手续未办结",
                "raised_on": raised,
                "due_on": raised + timedelta(days=60),
                "state": "已办结" if number % 3 == 0 else "办理中",
            }


def word(words: Mapping[str, object], kept: object) -> str | None:
    """What an office writes for a value of a list."""
    return next((written for written, value in words.items() if value == kept), None)


def period(end: date, basis: str) -> str:
    """A period as offices write it: 2026年1-9月."""
    first = "1-" if basis == "ytd" and end.month > 1 else ""
    return f"{end.year}年" if basis == "year" else f"{end.year}年{first}{end.month}月"


def write(path: Path, template: templates.Template, lines: Iterable[Line], day: date) -> None:
    """Write lines under the template's headers; nothing in the file tells when it was made."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(template.sheet)
    sheet.append([field.header for field in template.fields])
    for line in lines:
        sheet.append([line.get(field.id) for field in template.fields])
    draft = path.with_suffix(".draft")
    book.save(draft)
    with zipfile.ZipFile(draft) as made, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as final:
        for name in made.namelist():
            data = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", f"{day}T00:00:00Z".encode(), made.read(name))
            dated = zipfile.ZipInfo(name, day.timetuple()[:6])
            final.writestr(dated, data, zipfile.ZIP_DEFLATED)
    draft.unlink()


def city_lists(demo: Demo) -> None:
    """Who leads which chain, and who owes which workbook, beside the city's pack."""
    folder = pack_folder("city")
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "roles.csv").open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(("chain_id", "role", "holder_zh", "holder_en"))
        lines.writerows(row.values() for row in demo.rows("roles"))
    shutil.copyfile(data_folder() / "demo/expected.csv", folder / "expected.csv")


def main() -> None:
    """Write the workbooks into the folder and load each; stop at the first that is refused."""
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    demo = Demo()
    makers = (targets, parks, enterprises, problems, projects, deals)
    lines = {
        "indicators": indicators(demo, FIRST_YEAR, demo.month.year - 1),
        **{make.__name__: make(demo) for make in makers},
        "indicators_this_year": indicators(demo, demo.month.year, demo.as_of.year),
    }
    city_lists(demo)
    for days, (name, rows) in zip(range(len(lines))[::-1], lines.items(), strict=True):
        moment = datetime.combine(demo.as_of, time(9)) - timedelta(days=days)
        audit.now = lambda moment=moment: moment
        file, template = folder / f"{name}.xlsx", name.removesuffix("_this_year")
        write(file, templates.TEMPLATES[template], rows, moment.date())
        outcome = send(Sent(file, file.name, OFFICES.get(template, CHIEF)))
        if outcome.loaded is None:
            raise SystemExit("\n".join(f"{x.sheet} {x.cell} {x.en}" for x in outcome.report.errors))
        print(file.name, outcome.loaded, f"{len(outcome.report.issues)} remarks", flush=True)


if __name__ == "__main__":
    main()
