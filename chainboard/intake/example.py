"""One valid line of every template, invented and plainly so: round numbers, names that say 示例."""

from __future__ import annotations

from datetime import date

from chainboard.intake.choices import Choices
from chainboard.intake.grid import Cell
from chainboard.intake.templates import Template

CREDIT_CODE_STEM = "91000000MA0000000"
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"

_INDICATORS: dict[str, Cell] = {
    "period": "2026年1-6月", "basis": "累计", "value": 100, "unit_text": "亿元",
    "same_scope_prior": 80, "growth": 25, "status": "初步", "note": "示例备注",
}  # fmt: skip
_TARGETS: dict[str, Cell] = {
    "year": 2026, "kind": "总量", "value": 200, "unit_text": "亿元",
    "decided_on": date(2026, 1, 20), "reason": "示例原因",
}  # fmt: skip
_PROJECTS: dict[str, Cell] = {
    "project_id": "示例-001", "name": "示例项目", "node": "示例环节", "owner": "示例单位",
    "total_investment": 10, "year_investment": 4, "month_done": 1, "year_done": 2,
    "total_done": 5, "progress": "示例：主体施工", "start_planned": date(2025, 3, 1),
    "started_on": date(2025, 3, 1), "completion_planned": date(2027, 6, 30),
    "completed_on": None, "is_in_statistics": "是", "problem": "示例：无",
    "period": "2026年6月", "signed_on": date(2024, 10, 8), "produced_on": None,
    "funds_required": 6, "funds_in_place": 5, "permit_approval": date(2024, 11, 1),
    "permit_land": date(2024, 12, 1), "permit_planning": date(2024, 12, 20),
    "permit_environment": date(2025, 1, 10), "permit_energy": None,
    "permit_construction": date(2025, 2, 20), "support": "示例：用地已落实；用电待接入",
    "reason_class": "资金", "reason": "示例：贷款尚未放款",
}  # fmt: skip
_DEALS: dict[str, Cell] = {
    "deal_id": "示例-001", "name": "示例项目", "investor": "示例投资方", "origin": "省外",
    "signed_on": date(2026, 2, 1), "contract_value": 10, "stage": "在建",
    "stage_on": date(2026, 6, 1), "month_in_place": 1, "year_in_place": 2, "total_in_place": 2,
    "period": "2026年6月",
}  # fmt: skip
_PARKS: dict[str, Cell] = {
    "period": "2026年1-6月", "planned_area": 1000, "developable_area": 800, "supplied_area": 600,
    "built_area": 400, "workshop_area": 20, "workshop_let": 10, "firms_settled": 20,
    "firms_producing": 10, "output": 50, "tax": 2, "investment": 5,
    "operator_revenue": 1, "operator_staff": 30,
}  # fmt: skip
_ENTERPRISES: dict[str, Cell] = {
    "name": "示例企业", "node": "示例环节", "share": 1, "is_above_size": "是",
    "period": "2026年1-6月", "output": 10, "revenue": 10, "profit": 1, "tax": 1,
    "power_use": 100, "staff": 200,
}  # fmt: skip
_PROBLEMS: dict[str, Cell] = {
    "problem_id": "示例-001", "raised_by": "示例单位", "project_id": "示例-001",
    "problem": "示例问题", "owner": "示例责任单位", "helper": "示例协办单位",
    "raised_on": date(2026, 6, 1), "due_on": date(2026, 6, 30), "state": "办理中",
    "handling": "示例：已受理",
}  # fmt: skip
_NODES: dict[str, Cell] = {
    "node": "示例环节", "position": "中游", "weight": 2, "node_status": "薄弱", "coverage": 0.25,
    "evidence": "示例：只有一家企业", "feasibility": "2", "upstream_input": "3", "policy_fit": "1",
    "rating_reason": "示例：原料充足", "feeds": "示例环节二", "stated_on": date(2026, 6, 20),
}  # fmt: skip
_COMMITMENTS: dict[str, Cell] = {
    "commitment_id": "示例-001", "resource": "风电", "resource_name": "示例风电指标 20 万千瓦",
    "holder": "示例公司", "promised": "示例装备制造项目", "project_id": None,
    "promised_investment": 10, "granted_on": date(2025, 3, 1), "promised_by": date(2027, 6, 30),
    "promise": "推进中", "checked_on": date(2026, 6, 30), "note": "示例备注",
}  # fmt: skip
_STEPS: dict[str, Cell] = {
    "matter": "17", "text": "示例：用地指标不足", "project_id": None, "raised_by": "示例单位",
    "owner": "示例责任单位", "helpers": "示例协办单位", "raised_on": date(2026, 6, 1),
    "due": date(2026, 6, 30), "state": "办理中", "said": "示例：已受理",
    "news": "示例：指标已批复", "asks_to_close": "是", "evidence_kind": "批复",
    "evidence_number": "示例〔2026〕1号",
}  # fmt: skip
_POLICIES: dict[str, Cell] = {
    "text": "示例：行动方案", "issued_by": "示例：发文机关", "doc_number": "示例〔2026〕1号",
    "issued_on": date(2026, 6, 1), "level": "市", "demand": "示例：建立三张清单",
    "about_chain": None, "owner": "示例责任单位", "until": date(2026, 12, 31), "done_by": "任务",
    "task": None, "metric_id": None, "target": None,
}  # fmt: skip
_LINES = {
    "indicators": _INDICATORS, "targets": _TARGETS, "projects": _PROJECTS, "deals": _DEALS,
    "parks": _PARKS, "enterprises": _ENTERPRISES, "problems": _PROBLEMS,
    "nodes": _NODES,
    "commitments": _COMMITMENTS,
    "problem_steps": _STEPS, "tasks": _STEPS, "policies": _POLICIES,
}  # fmt: skip


def example(template: Template, known: Choices) -> dict[str, Cell]:
    """A line of the template by field id, in the units of the template; None for an empty cell.

    Chain, county and metric are the first ones offered, so that the line passes every check. A
    park is named only where the row is about one.
    """
    named: dict[str, Cell] = {
        "chain_id": _first(known.chains),
        "area_code": _first(known.counties),
        "metric_id": _first(known.metrics),
        "park_id": _first(known.parks, "示例园区") if template.name == "parks" else None,
        "enterprise_id": credit_code(CREDIT_CODE_STEM),
    }
    cells = named | _LINES[template.name]
    return {field.id: cells[field.id] for field in template.fields}


def credit_code(first_17: str) -> str:
    """A unified social credit code with its check digit (GB 32100: weights 3^i modulo 31)."""
    total = sum(ALPHABET.index(sign) * pow(3, place, 31) for place, sign in enumerate(first_17))
    return first_17 + ALPHABET[-total % 31]


def _first(names: tuple[str, ...], otherwise: Cell = None) -> Cell:
    return names[0] if names else otherwise
