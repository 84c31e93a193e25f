"""The names people read for the codes of the tables: kinds, lights, stages, roles, absences.

Every function raises ValueError for a code that has no name.
"""

from __future__ import annotations

from chainboard.packs import Pack
from chainboard.words.numbers import MISSING
from chainboard.words.texts import texts


def named(names: dict[str, str], code: str, what: str) -> str:
    """The name of a code. Raises ValueError that lists the codes there are."""
    if code not in names:
        raise ValueError(f"unknown {what} {code!r}: {', '.join(names)}")
    return names[code]


def absence_name(lang: str, absence: str) -> str:
    """Which of the five kinds of missing it is: 未到期, 未报, 不适用, 保密, 未发布."""
    _ = texts(lang)
    names = {
        "not_due": _("未到期"),
        "late": _("未报"),
        "not_applicable": _("不适用"),
        "suppressed": _("保密"),
        "not_published": _("未发布"),
    }
    return named(names, absence, "absence")


def missing(lang: str, absence: str | None, pack: Pack) -> str:
    """What stands where a figure is missing: — 未报; on a record of what is published 公开资料未见.

    absence  None, nothing said of it, reads as not_published. Where offices send the figures
             that is said as not reported; no office owes a record a figure.
    """
    _ = texts(lang)
    if pack.is_record:
        return _("公开资料未见")
    if pack.is_sent and absence in (None, "not_published"):
        return f"{MISSING} {_('未报送')}"
    return f"{MISSING} {absence_name(lang, absence or 'not_published')}"


def basis_name(lang: str, growth_basis: str) -> str:
    """What a growth rate is measured on: 可比价, 名义, 同口径, 实物量; 未注明 where not said."""
    _ = texts(lang)
    names = {
        "real": _("可比价"),
        "nominal": _("名义"),
        "comparable_scope": _("同口径"),
        "physical": _("实物量"),
        "unknown": _("未注明"),
    }
    return named(names, growth_basis, "growth basis")


def accumulation_name(lang: str, basis: str) -> str:
    """How figures accumulate (the selector 口径): 当月, 累计, 季度, 全年, 时点."""
    _ = texts(lang)
    names = {
        "month": _("当月"),
        "ytd": _("累计"),
        "quarter": _("季度"),
        "year": _("全年"),
        "point": _("时点"),
    }
    return named(names, basis, "basis")


def kind_name(lang: str, kind: str) -> str:
    """The kind of a metric: 流量, 存量, 比率, 仅有增速, 占比, 指数."""
    _ = texts(lang)
    names = {
        "flow": _("流量"),
        "stock": _("存量"),
        "rate": _("比率"),
        "growth_only": _("仅有增速"),
        "share": _("占比"),
        "index": _("指数"),
    }
    return named(names, kind, "kind")


def grade_mark(lang: str, grade: str) -> str:
    """The grade as short as it can be said: the letters A, B and C, else its name."""
    return grade if grade in ("A", "B", "C") else grade_name(lang, grade)


def grade_name(lang: str, grade: str) -> str:
    """Who published a source: 政府网站 (A), 媒体或机构 (B), 转载 (C), 本市报送, 演示数据."""
    _ = texts(lang)
    names = {
        "A": _("政府网站"),
        "B": _("媒体或机构"),
        "C": _("转载"),
        "city": _("本市报送"),
        "demo": _("演示数据"),
    }
    return named(names, grade, "grade")


def status_name(lang: str, status: str) -> str:
    """How firm a figure is: 公布, 快报, 初步, 核定, 部门或企业口径, 预计."""
    _ = texts(lang)
    names = {
        "published": _("公布"),
        "flash": _("快报"),
        "preliminary": _("初步"),
        "verified": _("核定"),
        "claim": _("部门或企业口径"),
        "expected": _("预计"),
    }
    return named(names, status, "status")


def light_name(lang: str, light: str | None) -> tuple[str, str]:
    """The mark and the word of a light: ("●", "正常"); None is ("–", "未设目标").

    no_outcome (无同期实绩) is a target whose own period has no figure yet.
    """
    _ = texts(lang)
    words = {
        "on_track": _("正常"),
        "watch": _("关注"),
        "behind": _("滞后"),
        "no_target": _("未设目标"),
        "no_outcome": _("无同期实绩"),
    }
    marks = {"on_track": "●", "watch": "▲", "behind": "■"}
    code = light or "no_target"
    return marks.get(code, "–"), named(words, code, "light")


def stage_name(lang: str, stage: str) -> str:
    """The stage of a project or a deal: 前期, 签约, 落地, 开工, 在建, 竣工, 投产, 达产."""
    _ = texts(lang)
    names = {
        "preparatory": _("前期"),
        "signed": _("签约"),
        "landed": _("落地"),
        "started": _("开工"),
        "under_construction": _("在建"),
        "completed": _("竣工"),
        "in_production": _("投产"),
        "at_capacity": _("达产"),
    }
    return named(names, stage, "stage")


def position_name(lang: str, position: str) -> str:
    """Where a node stands in its chain: 上游, 中游, 下游, 配套."""
    _ = texts(lang)
    names = {
        "upstream": _("上游"),
        "midstream": _("中游"),
        "downstream": _("下游"),
        "support": _("配套"),
    }
    return named(names, position, "position")


def node_status_name(lang: str, status: str) -> str:
    """How well a place fills a node: 强项, 已有, 薄弱, 缺失, 规划, 待核 (not known)."""
    _ = texts(lang)
    names = {
        "strong": _("强项"),
        "present": _("已有"),
        "weak": _("薄弱"),
        "missing": _("缺失"),
        "planned": _("规划"),
        "unknown": _("待核"),
    }
    return named(names, status, "node status")


def role_name(lang: str, role: str) -> str:
    """What an office is to a chain, or a firm: 总链长, 链长, 牵头部门, 链主企业, 龙头企业 …"""
    _ = texts(lang)
    names = {
        "general_leader": _("总链长"),
        "leader": _("链长"),
        "deputy": _("副链长"),
        "lead_bureau": _("牵头部门"),
        "member_bureau": _("成员部门"),
        "host_area": _("承载地"),
        "lead_enterprise": _("链主企业"),
        "leading": _("龙头企业"),
        "backbone": _("骨干企业"),
        "target": _("招商目标企业"),
        "other": _("其他企业"),
    }
    return named(names, role, "role")


def frequency_name(lang: str, frequency: str) -> str:
    """How often a metric appears: 月度, 季度, 半年, 年度, 普查, 不定期; 未注明 where not said."""
    _ = texts(lang)
    names = {
        "monthly": _("月度"),
        "quarterly": _("季度"),
        "half_yearly": _("半年"),
        "annual": _("年度"),
        "census": _("普查"),
        "ad_hoc": _("不定期"),
        "unknown": _("未注明"),
    }
    return named(names, frequency, "frequency")


def direction_name(lang: str, direction: str) -> str:
    """Which way is good: 越高越好, 越低越好, 中性."""
    _ = texts(lang)
    names = {
        "higher_better": _("越高越好"),
        "lower_better": _("越低越好"),
        "neutral": _("中性"),
    }
    return named(names, direction, "direction")


def face_name(lang: str, face: str) -> str:
    """The subject a metric belongs to: 产业链, 招商引资, 园区, 经济."""
    _ = texts(lang)
    names = {
        "chain_output": _("产业链"),
        "investment": _("招商引资"),
        "park_metrics": _("园区"),
        "economy": _("经济"),
    }
    return named(names, face, "face")


def origin_name(lang: str, origin: str) -> str:
    """Where an investor comes from: 省外, 省内, 境外."""
    _ = texts(lang)
    names = {"out_of_province": _("省外"), "in_province": _("省内"), "overseas": _("境外")}
    return named(names, origin, "origin")


def pack_name(lang: str, pack: str) -> str:
    """The entry of the switch 数据来源: 公开, 演示, 本市."""
    _ = texts(lang)
    names = {"published": _("公开"), "demo": _("演示"), "city": _("本市")}
    return named(names, pack, "pack")


def stated(lang: str, text: str | None) -> str:
    """The text, or 未注明 where a source says nothing (None, "" or unknown)."""
    _ = texts(lang)
    return _("未注明") if text in (None, "", "unknown") else str(text)
