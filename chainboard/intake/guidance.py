"""What a template says to the person who fills it in: each column's meaning and what may stand."""

from __future__ import annotations

from chainboard.intake.templates import Field, Template

MISSING = "没有数时写原因，不写 0：未报（该报没报）、待报（还没到报的时候）、保密、—（无此项）"

PURPOSES = {
    "indicators": "每月报各产业链、各县区的指标数值。一行是一条链在一个县区的一个指标。",
    "targets": "报全年目标。目标调整时另起一行，写明确定日期和原因，不改旧行。",
    "projects": "每月报产业链项目的投资完成和形象进度。一行一个项目。",
    "deals": "每月报招商项目的阶段和到位资金。一行一个项目。",
    "parks": "报园区的土地、厂房、企业和产出。一行是一个园区的一个期间。",
    "enterprises": "报企业的产值、收入、用电等。一家企业跨几条链时，一条链一行，写明占比。",
    "problems": "报需要协调的问题和办理情况。一行一个问题，编号不重复。",
    "nodes": "一条链有哪些环节、各处在什么状态。一行一个环节；供给环节写本表里的名称，用顿号分开。",
    "commitments": "报用资源换来的承诺：给了什么资源，谁取得，承诺了什么项目，兑现没有。",
    "problem_steps": "报问题的进展；没有编号的行是新提出的问题。非涉密系统，严禁上传涉密信息。",
    "policies": "一个文件的要求分解到单位，一行一条要求。非涉密系统，严禁上传涉密信息。",
    "tasks": "报任务的进展。编号由看板给出。非涉密系统，严禁上传涉密信息。",
}
NOTES = (
    "空格不是零：数值为零才写 0，没有数就写未报、待报、保密或 —。",
    "1—2月合并报，写 2026年1-2月，口径选累计；不单报1月和2月。",
    "以累计为主：累计从1月算起，能报累计就不报当月。",
    "表头不要改名，列可以换位置；多出来的列不读。合计、小计行只用来核对，不会入库。",
    "下拉列表里没有的名称，写全称；系统不猜，会提示最接近的名称。",
    "表头行已锁定，没有密码；要调整时用“审阅—撤销工作表保护”。",
    "“填写说明”和“选项”两张表不读入，可以留着。示例只在这里，不会当作数据。",
)

_ALLOWED = {
    "text": "文字",
    "code": "编号，按文本填写，前面的 0 要保留",
    "chain": "从列表选产业链；不分产业链的写“全部产业链”",
    "county": "从列表选县区；全市数据选市名",
    "park": "从列表选园区；不属于园区的留空",
    "metric": "从列表选指标",
    "period": "如 2026年9月、2026年1-9月、2026年三季度、2026年；要与口径一致",
    "number": f"数字，不带单位。{MISSING}",
    "count": f"整数，不带单位。{MISSING}",
    "share": "百分比，如 60%；一家企业在各链的占比合计 100%",
    "unit": "与指标一致，如 亿元；写 万元 会折算成亿元并提示",
    "date": "日期，如 2026-09-30；还没有发生的留空",
    "year": "四位年份，如 2026",
}
_MEANINGS = {
    "basis": "当月＝只算本月；累计＝从1月到本月；季度、全年同理；时点＝期末那天的数",
    "same_scope_prior": "用今年的口径和企业范围重算的上年同期数，不是去年报的数",
    "growth": "统计部门公布的增速，照抄，不自己算",
    "status": "快报＝最早的数，初步＝尚未核定，核定＝最终的数",
    "kind": "总量＝要达到的数，增速＝要增长百分之几，位次＝要排到第几",
    "decided_on": "目标下达或调整的日期",
    "node": "在产业链里的环节，如 采选、加工、销售",
    "owner": "牵头负责的单位，写单位不写个人",
    "month_done": "只算截至期间的那个月",
    "year_done": "从今年1月算起",
    "total_done": "从项目开工算起",
    "month_in_place": "只算截至期间的那个月",
    "year_in_place": "从今年1月算起",
    "total_in_place": "从签约算起",
    "stage_on": "进入当前阶段的日期",
    "developable_area": "不大于规划面积",
    "supplied_area": "不大于可开发面积",
    "built_area": "不大于已供应面积",
    "workshop_let": "不大于标准厂房",
    "firms_producing": "不大于入驻企业",
    "profit": "亏损写负数",
    "operator_revenue": "园区运营公司的营业收入，没有运营公司的留空",
    "operator_staff": "园区运营公司的从业人员，没有运营公司的留空",
    "funds_required": "到截至期间为止应当到位的资金",
    "funds_in_place": "到截至期间为止已经到位的资金",
    "permit_approval": "审批、核准或备案的日期；其他手续同样写取得的日期",
    "support": "用地、用电、用水、资金等落实没有，如 用地已落实；用电待接入",
    "reason_class": "没有按计划推进的写，按计划的留空",
    "reason": "一句话说清卡在哪里",
    "produced_on": "正式投产的日期",
    "problem": "一句话说清需要协调什么",
    "state": "如 待办、办理中、已办结",
    "matter": "看板给的编号，如 problem-17，也可只写 17；新提出的问题留空",
    "news": "本月办理的进展，一两句话；没有新进展的留空",
    "asks_to_close": "办完了、请求销号的选“是”，并在“进展”写明结果",
    "evidence_kind": "如 批复、验收单",
    "evidence_number": "证据的文号或编号",
    "resource_name": "区块、指标的名称和规模，照文件写",
    "promised": "取得资源的一方承诺建设的项目，照协议写",
    "promised_by": "承诺建成或投产的日期",
    "promise": "已承诺＝还没有动，推进中＝在办，已兑现＝建成投产，已收回＝资源已收回",
    "checked_on": "兑现情况核实到哪一天",
    "demand": "文件的一条要求，照原文摘",
    "done_by": "任务＝下达任务（已有的写编号）；目标＝写指标、目标和时限；暂无＝还没有举措",
    "task": "已有的任务的编号，如 task-17；新任务留空",
    "said": "看板上最近一次的办理情况，供参考，不用改",
    "due": "问题的责任单位改成后面的日期就是申请延期，在“进展”写明原因；任务的不改",
}


def requirement(field: Field) -> str:
    """Whether the column must be there and filled: 必填, 可留空, 可不要这一列."""
    if field.is_filled:
        return "必填"
    return "要有这一列，可留空" if field.is_required else "可以没有这一列"


def unit(field: Field) -> str:
    """The unit of the column: its own, or where it is said."""
    if field.unit:
        return field.unit
    return {"number": "见单位列", "count": "个（户、人）", "share": "%"}.get(field.kind, "")


def allowed(field: Field) -> str:
    """What may stand in the column, with the words of its list."""
    if field.choices:
        return f"从列表选：{'、'.join(field.choices)}"
    words = _ALLOWED[field.kind]
    return f"{words}。可以是负数" if field.may_be_negative else words


def meaning(field: Field) -> str:
    """What the column means, "" where its name says it."""
    return _MEANINGS.get(field.id, "")


def comment(field: Field) -> str:
    """The words that stand at the header: meaning, unit, what is allowed, what missing is."""
    parts = [
        f"{field.name}：{requirement(field)}",
        meaning(field),
        f"单位：{unit(field)}" if unit(field) else "",
        allowed(field),
    ]
    return "\n".join(part for part in parts if part)


def purpose(template: Template) -> str:
    """What the template is for, in a sentence or two."""
    return PURPOSES[template.name]
