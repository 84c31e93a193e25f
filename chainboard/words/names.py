"""The names people read for the codes of the tables: kinds, lights, stages, roles, absences.

Every function raises ValueError for a code that has no name.
"""

from __future__ import annotations

from datetime import date

from chainboard.packs import Pack, pack_of
from chainboard.words.codes import named
from chainboard.words.numbers import MISSING
from chainboard.words.periods import day
from chainboard.words.texts import texts
from chainboard.words.units import known


def absence_name(lang: str, absence: str) -> str:
    """Which of the five kinds of missing it is: 未到期, 未报, 不适用, 保密, 未发布."""
    return named(lang, "absence", absence)


def missing(lang: str, absence: str | None, pack: Pack) -> str:
    """What stands where a figure is missing: — 未报; on a record of what is published 公开资料未见.

    absence  None, nothing said of it, reads as not_published. Where offices send the figures
             that is said as not reported; no office owes a record a figure.
    """
    words = absent(lang, absence, pack)
    return words if pack.is_record else f"{MISSING} {words}"


def absent(lang: str, absence: str | None, pack: Pack) -> str:
    """What a sentence says of a missing figure: 未报; missing() with its bare mark for a cell."""
    _ = texts(lang)
    if pack.is_record:
        return _("公开资料未见")
    if pack.is_sent and absence in (None, "not_published"):
        return _("未报")
    return absence_name(lang, absence or "not_published")


def speaks_from(lang: str, as_of: date, pack: Pack) -> str:
    """The day an edition speaks from: 数据截至; a record was checked on it (核对于)."""
    _ = texts(lang)
    told = _("核对于 {day}") if pack.is_record else _("数据截至 {day}")
    return told.format(day=day(lang, as_of))


def basis_name(lang: str, growth_basis: str, unit: str = "") -> str:
    """What a growth rate is measured on: 可比价, 名义, 同口径, 实物量; 未注明 where not said.

    unit  of the figure: what is counted (户, 个) has 数量 for 实物量
    """
    is_count = growth_basis == "physical" and unit != "" and known(unit).is_count
    return named(lang, "growth basis", "count" if is_count else growth_basis)


def accumulation_name(lang: str, basis: str) -> str:
    """How figures accumulate (the selector 口径): 当月, 累计, 季度, 全年, 时点."""
    return named(lang, "basis", basis)


def kind_name(lang: str, kind: str) -> str:
    """The kind of a metric: 流量, 存量, 饲养量（存栏加出栏）, 比率, 仅有增速, 占比, 指数."""
    return named(lang, "kind", kind)


def grade_mark(lang: str, grade: str) -> str:
    """The grade as short as it can be said: the letters A, B and C, else its name."""
    return grade if grade in ("A", "B", "C") else grade_name(lang, grade)


def grade_name(lang: str, grade: str) -> str:
    """Who published a source: 政府网站 (A), 媒体或机构 (B), 转载 (C), 本市报送, 演示数据."""
    return named(lang, "grade", grade)


def status_name(lang: str, status: str) -> str:
    """How firm a figure is: 公布, 快报, 初步, 核定, 部门或企业口径, 预计."""
    return named(lang, "status", status)


def light_name(lang: str, light: str | None) -> tuple[str, str]:
    """The mark and the word of a light: ("●", "正常"); None is ("–", "未设目标").

    no_outcome (无同期实绩) is a target whose own period has no figure yet; no_target_seen
    (公开资料未见目标) is for a record, which cannot know that there is none.
    """
    marks = {"on_track": "●", "watch": "▲", "behind": "■"}
    code = light or "no_target"
    return marks.get(code, "–"), named(lang, "light", code)


def stage_name(lang: str, stage: str) -> str:
    """The stage of a project or a deal: 前期, 签约, 落地, 开工, 在建, 竣工, 投产, 达产."""
    return named(lang, "stage", stage)


def permit_name(lang: str, permit: str) -> str:
    """A permit before the start of a project: 立项, 用地, 规划, 环评, 能评, 施工许可."""
    return named(lang, "permit", permit)


def reason_name(lang: str, reason: str) -> str:
    """Why a project is late, in a class: 前期手续, 用地, 资金, 水电气路配套, 市场 …"""
    return named(lang, "reason", reason)


def lagging_name(lang: str, lacks: str) -> str:
    """A set of what lags, by what it lacks: 签约未开工, 开工未纳统, 竣工未投产, 达规未入统."""
    return named(lang, "lagging", lacks)


def position_name(lang: str, position: str) -> str:
    """Where a node stands in its chain: 上游, 中游, 下游, 配套."""
    return named(lang, "position", position)


def node_status_name(lang: str, status: str) -> str:
    """How well a place fills a node: 强项, 已有, 薄弱, 缺失, 规划, 待核 (not known)."""
    return named(lang, "node status", status)


def role_name(lang: str, role: str) -> str:
    """What an office is to a chain, or a firm: 总链长, 链长, 牵头部门, 链主企业, 龙头企业 …"""
    return named(lang, "role", role)


def frequency_name(lang: str, frequency: str) -> str:
    """How often a metric appears: 月度, 季度, 半年, 年度, 普查, 不定期; 未注明 where not said."""
    return named(lang, "frequency", frequency)


def direction_name(lang: str, direction: str) -> str:
    """Which way is good: 越高越好, 越低越好, 中性."""
    return named(lang, "direction", direction)


def face_name(lang: str, face: str) -> str:
    """The subject a metric belongs to: 产业链, 招商引资, 园区, 经济."""
    return named(lang, "face", face)


def origin_name(lang: str, origin: str) -> str:
    """Where an investor comes from: 省外, 省内, 境外."""
    return named(lang, "origin", origin)


def park_heading_name(lang: str, heading: str) -> str:
    """Under which heading something is done in a park: 建设, 管理, 招商工作, 运营."""
    return named(lang, "park heading", heading)


def resource_name(lang: str, resource: str) -> str:
    """What was given for a promise: 煤炭, 风电, 光伏, 天然气, 石油, 土地, 其他."""
    return named(lang, "resource", resource)


def promise_name(lang: str, state: str) -> str:
    """How a promise for a resource stands: 已承诺, 推进中, 已兑现, 已收回, 逾期未兑现."""
    return named(lang, "promise", state)


def pack_name(lang: str, pack: str) -> str:
    """The entry of the switch 数据来源: 公开, 演示, 本市; an area's is 企业汇总 and its code."""
    named_area = pack_of(pack)
    if not named_area.area:
        return named(lang, "pack", pack)
    _ = texts(lang)
    said = _("演示汇总 {area}") if named_area.is_synthetic else _("企业汇总 {area}")
    return said.format(area=named_area.area)


def act_name(lang: str, kind: str) -> str:
    """What was done, as the audit has it: 登录, 导入, 取数, 恢复备份 …"""
    return named(lang, "act", kind)


def stated(lang: str, text: str | None) -> str:
    """The text, or 未注明 where a source says nothing (None, "" or unknown)."""
    _ = texts(lang)
    return _("未注明") if text in (None, "", "unknown") else str(text)
