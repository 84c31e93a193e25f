"""What the board knows of an office, as rows of its monthly form: what has been sent is not asked
again."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from chainboard.analysis import days, workdays
from chainboard.intake.grid import Cell
from chainboard.intake.known import Known, known
from chainboard.intake.long_book import period_text
from chainboard.intake.periods import BASIS_WORDS
from chainboard.intake.templates import DEAL_STAGES, ORIGINS, REASONS
from chainboard.intake.values import MISSING
from chainboard.ledger import reading
from chainboard.ledger.offices import Office
from chainboard.queries import ask
from chainboard.store.expected import expected, lines_of
from chainboard.store.place import data_folder
from chainboard.view import Row, View
from chainboard.words.numbers import all_digits

ALL_CHAINS = "全部产业链"
EVERY = {"quarter": 3, "year": 12, "quarterly": 3, "annual": 12, "yearly": 12}  # months
OF_A_PLACE = ("county", "park")  # roles whose projects are those of their place
_ABSENT = {kind: word for word, kind in reversed(MISSING.items()) if word}
_ORIGIN = {kept: word for word, kept in ORIGINS.items()}
_STAGE = {kept: word for word, kept in DEAL_STAGES.items()}
_REASON = {kept: word for word, kept in REASONS.items()}
Line = dict[str, Cell]


@dataclass(frozen=True)
class Owed:
    """A workbook that an office owes, and until when: a day on which offices work."""

    office: str
    office_en: str
    template: str
    period_end: date
    due_on: date


@dataclass(frozen=True)
class Form:
    """What a form is filled with.

    end      the last day of its month
    sheets   template → its rows, by field id, as a person would type them
    remarks  (template, place of the row, field) → what was said of it last
    owed     the workbooks of its month
    """

    office: str
    end: date
    sheets: Mapping[str, list[Line]]
    remarks: Mapping[tuple[str, int, str], str]
    owed: tuple[Owed, ...]

    @property
    def is_empty(self) -> bool:
        """Whether the board knows nothing of the office."""
        return not self.owed and not any(self.sheets.values())


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def last_month(today: date) -> date:
    """The last day of the month that is reported on a day: the one before, and in February that of
    January with February."""
    if today.month == 1:
        return month_end(today.year - 1, 12)
    return month_end(today.year, max(today.month - 1, 2))


def form(view: View, office: str, end: date) -> Form:
    """What the board knows of an office, for the month that ends on a day.

    view  of the pack's newest edition and ledger, as who asks may see them; edition 0 for none
    """
    parks = [] if not view.edition else ask(view, "places.parks")
    columns = ("park_id", "name_zh", "name_en", "area_code")
    lists = known(data_folder(), [tuple(str(park[name]) for name in columns) for park in parks])  # type: ignore[misc]
    sheets: dict[str, list[Line]] = {"projects": [], "deals": [], "indicators": []}
    remarks: dict[tuple[str, int, str], str] = {}
    if view.edition:
        sheets["indicators"] = _figures(view, office, end, lists)
        projects = _projects(view, office)
        done = {row.project_id: row for row in ask(view, "projects.spent")}
        sheets["projects"] = _project_lines(view, projects, end, lists)
        reports_all = any(
            one.template == "deals"
            for one in owed_until(view.pack.name, end)
            if one.office == office
        )
        deals = ask(view, "reported.deals", sender=office, reports_all=reports_all)
        sheets["deals"] = [_deal(row, end, lists) for row in deals]
        for place, row in enumerate(projects):
            if last := done.get(row.project_id):
                remarks |= _done_before(place, last)
    for template, kind in (("problem_steps", "problem"), ("tasks", "task")):
        sheets[template] = [_matter(row, lists) for row in _own(view, kind, office)]
    return Form(office, end, sheets, remarks, owed(view.pack.name, end, office))


def owed(pack: str, end: date, office: str = "") -> tuple[Owed, ...]:
    """The workbooks of the month that ends on a day, of one office or of all; a date that falls on
    a holiday is the next working day."""
    found = owed_until(pack, end)
    return tuple(one for one in found if one.period_end == end and office in ("", one.office))


def owed_until(pack: str, day: date) -> tuple[Owed, ...]:
    """The workbooks of every period that has ended by a day."""
    return tuple(
        Owed(
            str(row["office_zh"]),
            str(row["office_en"]),
            str(row["template"]),
            date.fromisoformat(str(row["period_end"])),
            workdays.on_or_after(date.fromisoformat(str(row["due_on"]))),
        )
        for row in expected(lines_of(pack), day)
    )


def _own(view: View, kind: str, office: str) -> list[Row]:
    return [
        row
        for row in reading.matters(view, kind)
        if row.is_open and office in (row.get("owner"), row.raised_by, *(row.get("helpers") or ()))
    ]


def _matter(row: Row, lists: Known) -> Line:
    said = f"{row.said_on} {row.said_by}：{row.said}" if row.said else None
    return {
        "matter": row.id,
        "text": row.text,
        "chain_id": lists.chains.names.get(row.get("chain_id") or "", ALL_CHAINS),
        "area_code": lists.areas.names.get(row.get("area_code") or lists.city),
        "project_id": row.get("project_id"),
        "raised_by": row.raised_by,
        "owner": row.get("owner"),
        "helpers": "、".join(row.get("helpers") or ()) or None,
        "raised_on": days.day_of(row.raised_at),
        "due": row.due_on,
        "state": row.state_zh,
        "said": said,
    }


def _figures(view: View, office: str, end: date, lists: Known) -> list[Line]:
    return [
        _figure(row, end, lists)
        for row in ask(view, "reported.figures", sender=office)
        if row.metric_id in lists.measures and _is_due(row, end, lists)
    ]


def _is_due(row: Row, end: date, lists: Known) -> bool:
    frequency = lists.measures[row.metric_id].frequency
    every = max(EVERY.get(row.basis, 1), EVERY.get(frequency, 1))
    return end.month % every == 0 and row.period_end < end


def _figure(row: Row, end: date, lists: Known) -> Line:
    unit = lists.measures[row.metric_id].unit
    starts = {"ytd": 1, "year": 1, "quarter": end.month - 2}
    # January is told with February, and by what has come in since January.
    basis = "ytd" if (row.basis, end.month) == ("month", 2) else row.basis
    start = date(end.year, starts.get(basis, end.month), 1)
    value = row.value if row.value is not None else row.growth
    last = _ABSENT.get(str(row.absence), "—") if value is None else f"{all_digits(value)} {unit}"
    return {
        "chain_id": lists.chains.names.get(row.chain_id or "", ALL_CHAINS),
        "area_code": lists.areas.names.get(row.area_code),
        "park_id": lists.parks.names.get(row.park_id or ""),
        "metric_id": lists.metrics.names[row.metric_id],
        "period": period_text(start, end, basis),
        "basis": BASIS_WORDS[basis],
        "unit_text": unit,
        "note": f"上期 {period_text(row.period_start, row.period_end, row.basis)}：{last}",
    }


def _projects(view: View, office: str) -> list[Row]:
    """The projects that are not in production yet: of an office of a county or park those there,
    of every office those that it leads or has sent."""
    sent = {row.project_id for row in ask(view, "reported.projects", sender=office)}
    held = reading.offices_of(view).get(office)
    return [
        row
        for row in ask(view, "projects.listed")
        if row.produced_on is None
        and (row.owner_zh == office or row.project_id in sent or _is_there(held, row))
    ]


def _is_there(held: Office | None, row: Row) -> bool:
    grants = [one.grant for one in held.held if one.role in OF_A_PLACE] if held else []
    return any(
        (grant.areas is not None and row.area_code in grant.areas)
        or (grant.parks is not None and row.park_id in grant.parks)
        for grant in grants
    )


def _project_lines(view: View, projects: list[Row], end: date, lists: Known) -> list[Line]:
    nodes = {row.node_id: row.name_zh for row in ask(view, "places.nodes")}
    permits: dict[str, Line] = {}
    for row in ask(view, "projects.permits"):
        permits.setdefault(row.project_id, {})[f"permit_{row.permit}"] = row.permitted_on
    return [_project(row, end, lists, nodes) | permits.get(row.project_id, {}) for row in projects]


def _project(row: Row, end: date, lists: Known, nodes: Mapping[str, str]) -> Line:
    hidden = _ABSENT["suppressed"] if row.absence else None
    entered = {True: "是", False: "否"}.get(row.is_in_statistics)
    told: Line = {
        "project_id": row.project_id,
        "name": row.name_zh,
        "chain_id": lists.chains.names.get(row.chain_id or "", ALL_CHAINS),
        "node": nodes.get(row.node_id or ""),
        "area_code": lists.areas.names.get(row.area_code),
        "park_id": lists.parks.names.get(row.park_id or ""),
        "owner": row.owner_zh,
        "total_investment": row.total_investment if hidden is None else hidden,
        "year_investment": row.year_investment if hidden is None else hidden,
        "is_in_statistics": entered,
        "problem": row.note_zh,
        "period": f"{end:%Y-%m}",
        "funds_required": row.funds_required,
        "funds_in_place": row.funds_in_place,
        "support": row.support_zh,
        "reason_class": _REASON.get(row.reason_class),
        "reason": row.reason_zh,
    }
    dates = ("start_planned", "started_on", "completion_planned", "completed_on", "signed_on")
    return told | {day: row[day] for day in dates}


def _deal(row: Row, end: date, lists: Known) -> Line:
    return {
        "deal_id": row.deal_id,
        "name": row.name_zh,
        "chain_id": lists.chains.names.get(row.chain_id or "", ALL_CHAINS),
        "area_code": lists.areas.names.get(row.area_code),
        "park_id": lists.parks.names.get(row.park_id or ""),
        "investor": row.investor_zh,
        "origin": _ORIGIN.get(row.origin),
        "signed_on": row.signed_on,
        "contract_value": _ABSENT["suppressed"] if row.absence else row.contract_value,
        "stage": _STAGE.get(row.stage),
        "stage_on": row.stage_on,
        "period": f"{end:%Y-%m}",
    }


def _done_before(place: int, last: Row) -> dict[tuple[str, int, str], str]:
    said = {"year_done": last.year_done, "total_done": last.total_done}
    told = {field: all_digits(value) for field, value in said.items() if value is not None}
    if last.progress:
        told["progress"] = last.progress
    month = f"{last.done_end:%Y-%m}"
    return {("projects", place, field): f"{month}：{value}" for field, value in told.items()}
