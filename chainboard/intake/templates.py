"""The templates that offices fill in: their columns, units, lists and keys, as data. Eight bring
figures and lists; those of STEP_TEMPLATES bring steps of the work loop."""

from __future__ import annotations

from dataclasses import dataclass

from chainboard.store.city.keys import KEYS

BASES = {"当月": "month", "累计": "ytd", "季度": "quarter", "全年": "year", "时点": "point"}
STATUSES = {"快报": "flash", "初步": "preliminary", "核定": "verified"}
TARGET_KINDS = {"总量": "level", "增速": "growth", "位次": "rank"}
ORIGINS = {"省外": "out_of_province", "省内": "in_province", "境外": "overseas"}
DEAL_STAGES = {
    "签约": "signed", "开工": "started", "在建": "under_construction",
    "竣工": "completed", "投产": "in_production", "达产": "at_capacity",
}  # fmt: skip
REASONS = {
    "前期手续": "approval", "用地": "land", "资金": "funds", "水电气路配套": "utilities",
    "市场": "market", "投资方": "investor", "方案变更": "design", "季节、气候": "season",
    "其他": "other",
}  # fmt: skip
PERMITS = {
    "approval": "立项日期", "land": "用地手续日期", "planning": "规划许可日期",
    "environment": "环评日期", "energy": "能评日期", "construction": "施工许可日期",
}  # fmt: skip
POSITIONS = {"上游": "upstream", "中游": "midstream", "下游": "downstream", "配套": "support"}
NODE_STATUSES = {
    "强项": "strong", "已有": "present", "薄弱": "weak", "缺失": "missing",
    "在建": "under_construction", "规划": "planned", "待核": "unknown",
}  # fmt: skip
SCORES = {"0": 0, "1": 1, "2": 2, "3": 3}
RESOURCES = {
    "煤炭": "coal", "风电": "wind", "光伏": "solar", "天然气": "gas", "石油": "oil",
    "土地": "land", "其他": "other",
}  # fmt: skip
PROMISE_STATES = {
    "已承诺": "promised", "推进中": "under_way", "已兑现": "kept", "已收回": "withdrawn",
}  # fmt: skip
YES_NO = {"是": True, "否": False}
AT = "at_"  # before a field: a column of addresses, in rows that become steps
PERIOD_GIVES = ("period_end", "basis")  # what of a kept row is read from the column 期间


@dataclass(frozen=True)
class Field:
    """One column of a template.

    id        its name in a kept row (style words: area_code, period, total_investment)
    name      its header without the unit
    kind      text, code, chain, county, park, metric, period, number, count, share, unit,
              date, year, list
    unit      the unit that a number is kept in; "" where a unit column or the metric says it
    is_required  whether the header must be there
    is_filled    whether every row must fill it (missing words are not empty cells)
    choices   the words of a list and what they are kept as
    may_be_negative  whether a number below zero is possible
    """

    id: str
    name: str
    kind: str = "text"
    unit: str = ""
    is_required: bool = True
    is_filled: bool = False
    choices: dict[str, object] | None = None
    may_be_negative: bool = False

    @property
    def header(self) -> str:
        """The header as the template prints it: 总投资(亿元); a rate's % is not printed."""
        return f"{self.name}({self.unit})" if self.unit not in ("", "%") else self.name


@dataclass(frozen=True)
class Template:
    """One workbook that offices send.

    key  the fields that name a row: the same key twice in a file is a duplicate
    """

    name: str
    sheet: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]

    def field(self, name: str) -> Field:
        """The field with this id. Raises KeyError."""
        return {each.id: each for each in self.fields}[name]


def _key(template: str) -> tuple[str, ...]:
    """The columns of a list that give the key of its kept rows."""
    columns = ("period" if id in PERIOD_GIVES else id for id in KEYS[template])
    return tuple(dict.fromkeys(columns))


def _optional(id: str, name: str, kind: str = "text", **more: object) -> Field:
    return Field(id, name, kind, is_required=False, **more)  # type: ignore[arg-type]


CHAIN = Field("chain_id", "产业链", "chain")
COUNTY = Field("area_code", "县区", "county")
PARK = _optional("park_id", "园区", "park")
PERIOD = Field("period", "期间", "period", is_filled=True)


def _money(id: str, name: str) -> Field:
    return Field(id, name, "number", unit="亿元")


INDICATORS = Template(
    "indicators",
    "指标",
    (
        CHAIN,
        COUNTY,
        PARK,
        Field("metric_id", "指标", "metric", is_filled=True),
        PERIOD,
        Field("basis", "口径", "list", choices=dict(BASES), is_filled=True),
        Field("value", "数值", "number", may_be_negative=True),
        Field("unit_text", "单位", "unit"),
        _optional("same_scope_prior", "同口径上年同期", "number", may_be_negative=True),
        _optional("growth", "公布增速", "number", unit="%", may_be_negative=True),
        _optional("status", "状态", "list", choices=dict(STATUSES)),
        _optional("note", "备注"),
    ),
    ("chain_id", "area_code", "park_id", "metric_id", "period", "basis"),
)
TARGETS = Template(
    "targets",
    "目标",
    (
        CHAIN,
        COUNTY,
        Field("metric_id", "指标", "metric", is_filled=True),
        Field("year", "年度", "year", is_filled=True),
        Field("kind", "类型", "list", choices=dict(TARGET_KINDS), is_filled=True),
        Field("value", "目标值", "number", may_be_negative=True),
        Field("unit_text", "单位", "unit"),
        _optional("decided_on", "确定日期", "date"),
        _optional("reason", "调整原因"),
    ),
    _key("targets"),
)
PROJECTS = Template(
    "projects",
    "项目",
    (
        Field("project_id", "项目编号", "code", is_filled=True),
        Field("name", "项目名称", is_filled=True),
        CHAIN,
        _optional("node", "环节"),
        COUNTY,
        PARK,
        _optional("owner", "包抓单位"),
        _money("total_investment", "总投资"),
        _money("year_investment", "年度计划投资"),
        _money("month_done", "本月完成"),
        _money("year_done", "本年完成"),
        _money("total_done", "累计完成"),
        _optional("progress", "形象进度"),
        _optional("start_planned", "计划开工", "date"),
        _optional("started_on", "实际开工", "date"),
        _optional("completion_planned", "计划竣工", "date"),
        _optional("completed_on", "实际竣工", "date"),
        _optional("is_in_statistics", "是否入库", "list", choices=dict(YES_NO)),
        _optional("problem", "存在问题"),
        Field("period", "截至期间", "period", is_filled=True),
        _optional("signed_on", "签约日期", "date"),
        _optional("produced_on", "投产日期", "date"),
        _optional("funds_required", "应到位资金", "number", unit="亿元"),
        _optional("funds_in_place", "已到位资金", "number", unit="亿元"),
        *(_optional(f"permit_{permit}", name, "date") for permit, name in PERMITS.items()),
        _optional("support", "要素保障"),
        _optional("reason_class", "滞后原因类别", "list", choices=dict(REASONS)),
        _optional("reason", "滞后原因"),
    ),
    _key("projects"),
)
DEALS = Template(
    "deals",
    "招商",
    (
        Field("deal_id", "项目编号", "code", is_filled=True),
        Field("name", "项目名称", is_filled=True),
        CHAIN,
        COUNTY,
        PARK,
        _optional("investor", "投资方"),
        Field("origin", "来源", "list", choices=dict(ORIGINS)),
        Field("signed_on", "签约日期", "date"),
        _money("contract_value", "合同金额"),
        Field("stage", "当前阶段", "list", choices=dict(DEAL_STAGES), is_filled=True),
        _optional("stage_on", "阶段日期", "date"),
        _money("month_in_place", "本月到位资金"),
        _money("year_in_place", "本年到位资金"),
        _money("total_in_place", "累计到位资金"),
        Field("period", "截至期间", "period", is_filled=True),
    ),
    _key("deals"),
)
PARKS = Template(
    "parks",
    "园区",
    (
        Field("park_id", "园区", "park", is_filled=True),
        COUNTY,
        PERIOD,
        Field("planned_area", "规划面积", "number", unit="亩"),
        Field("developable_area", "可开发面积", "number", unit="亩"),
        Field("supplied_area", "已供应面积", "number", unit="亩"),
        Field("built_area", "已建成面积", "number", unit="亩"),
        Field("workshop_area", "标准厂房", "number", unit="万平方米"),
        Field("workshop_let", "已出租厂房", "number", unit="万平方米"),
        Field("firms_settled", "入驻企业", "count"),
        Field("firms_producing", "投产企业", "count"),
        _money("output", "工业总产值"),
        _money("tax", "税收"),
        _money("investment", "固定资产投资"),
        _optional("operator_revenue", "运营公司收入", "number", unit="亿元"),
        _optional("operator_staff", "运营公司人数", "count"),
    ),
    _key("parks"),
)
ENTERPRISES = Template(
    "enterprises",
    "企业",
    (
        Field("enterprise_id", "统一社会信用代码", "code", is_filled=True),
        Field("name", "企业名称", is_filled=True),
        CHAIN,
        _optional("node", "环节"),
        _optional("share", "占比", "share"),
        COUNTY,
        PARK,
        _optional("is_above_size", "是否规上", "list", choices=dict(YES_NO)),
        PERIOD,
        _money("output", "产值"),
        _money("revenue", "营业收入"),
        Field("profit", "利润", "number", unit="亿元", may_be_negative=True),
        _money("tax", "税收"),
        Field("power_use", "用电量", "number", unit="万千瓦时"),
        Field("staff", "从业人数", "count"),
    ),
    _key("enterprises"),
)
PROBLEMS = Template(
    "problems",
    "问题",
    (
        Field("problem_id", "问题编号", "code", is_filled=True),
        Field("raised_by", "提出单位"),
        CHAIN,
        COUNTY,
        _optional("project_id", "项目编号", "code"),
        Field("problem", "问题", is_filled=True),
        Field("owner", "责任单位"),
        _optional("helper", "协办单位"),
        Field("raised_on", "提出日期", "date"),
        _optional("due_on", "办结时限", "date"),
        Field("state", "状态", is_filled=True),
        _optional("handling", "办理情况"),
    ),
    _key("problems"),
)
NODES = Template(
    "nodes",
    "环节清单",
    (
        Field("chain_id", "产业链", "chain", is_filled=True),
        Field("node", "环节", is_filled=True),
        Field("position", "位置", "list", choices=dict(POSITIONS), is_filled=True),
        _optional("weight", "权重", "number"),
        Field("node_status", "环节状态", "list", choices=dict(NODE_STATUSES), is_filled=True),
        _optional("coverage", "满足需求", "share"),
        Field("evidence", "依据", is_filled=True),
        _optional("feasibility", "可行性", "list", choices=dict(SCORES)),
        _optional("upstream_input", "上游投入", "list", choices=dict(SCORES)),
        _optional("policy_fit", "政策契合", "list", choices=dict(SCORES)),
        _optional("rating_reason", "评分说明"),
        _optional("feeds", "供给环节"),
        _optional("stated_on", "评定日期", "date"),
    ),
    _key("nodes"),
)
COMMITMENTS = Template(
    "commitments",
    "资源换项目",
    (
        Field("commitment_id", "承诺编号", "code", is_filled=True),
        Field("resource", "资源类别", "list", choices=dict(RESOURCES), is_filled=True),
        Field("resource_name", "资源名称", is_filled=True),
        Field("holder", "资源取得方", is_filled=True),
        CHAIN,
        COUNTY,
        Field("promised", "承诺项目", is_filled=True),
        _optional("project_id", "项目编号", "code"),
        _money("promised_investment", "承诺投资"),
        _optional("granted_on", "配置日期", "date"),
        Field("promised_by", "承诺期限", "date"),
        Field("promise", "兑现情况", "list", choices=dict(PROMISE_STATES), is_filled=True),
        _optional("checked_on", "核实日期", "date"),
        _optional("note", "备注"),
    ),
    _key("commitments"),
)
TEMPLATES = {
    each.name: each
    for each in (
        INDICATORS, TARGETS, PROJECTS, DEALS, PARKS, ENTERPRISES, PROBLEMS, NODES, COMMITMENTS,
    )
}  # fmt: skip

EVIDENCE = (
    _optional("asks_to_close", "申请销号", "list", choices=dict(YES_NO)),
    _optional("evidence_kind", "证据类型"),
    _optional("evidence_number", "证据编号"),
)
PROBLEM_STEPS = Template(
    "problem_steps",
    "问题",
    (
        Field("matter", "编号", "code"),
        Field("text", "问题", is_filled=True),
        CHAIN,
        COUNTY,
        _optional("project_id", "项目编号"),
        _optional("raised_by", "提出单位"),
        _optional("owner", "责任单位"),
        _optional("helpers", "协办单位"),
        _optional("raised_on", "提出日期", "date"),
        _optional("due", "办结时限", "date"),
        _optional("state", "状态"),
        _optional("said", "办理情况"),
        Field("news", "进展"),
        *EVIDENCE,
    ),
    ("matter",),
)
TASKS = Template(
    "tasks",
    "任务",
    (
        Field("matter", "编号", "code", is_filled=True),
        Field("text", "任务"),
        _optional("owner", "责任单位"),
        _optional("helpers", "协办单位"),
        _optional("due", "办结时限", "date"),
        _optional("state", "状态"),
        _optional("said", "办理情况"),
        Field("news", "进展"),
        *EVIDENCE,
    ),
    ("matter",),
)
LEVELS = {"国家": "state", "省": "province", "市": "city"}
DONE_BY = {"任务": "task", "目标": "target", "暂无": "none"}
POLICIES = Template(
    "policies",
    "任务分解",
    (
        Field("text", "文件名称", is_filled=True),
        Field("issued_by", "发文机关", is_filled=True),
        _optional("doc_number", "文号"),
        _optional("issued_on", "印发日期", "date"),
        _optional("level", "文件层级", "list", choices=dict(LEVELS)),
        Field("demand", "文件要求", is_filled=True),
        _optional("about_chain", "产业链", "chain"),
        Field("owner", "责任单位"),
        _optional("until", "办结时限", "date"),
        Field("done_by", "落实方式", "list", choices=dict(DONE_BY)),
        _optional("task", "编号", "code"),
        _optional("metric_id", "指标", "metric"),
        _optional("target", "目标"),
    ),
    ("text", "issued_by", "demand"),
)
STEP_TEMPLATES = {each.name: each for each in (PROBLEM_STEPS, TASKS, POLICIES)}
EVERY_TEMPLATE = TEMPLATES | STEP_TEMPLATES
