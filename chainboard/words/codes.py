"""The codes of the tables and what each is called: Chinese here, English in the catalogue."""

from __future__ import annotations

from chainboard.words.texts import translation


def N_(text: str) -> str:  # noqa: N802 (as gettext calls it)
    """Mark a text for the catalogue; it is said in a language when a name is asked for."""
    return text


CODES = {
    "absence": {
        "not_due": N_("未到期"),
        "late": N_("未报"),
        "not_applicable": N_("不适用"),
        "suppressed": N_("保密"),
        "not_published": N_("未发布"),
    },
    "growth basis": {
        "real": N_("可比价"),
        "nominal": N_("名义"),
        "comparable_scope": N_("同口径"),
        "physical": N_("实物量"),
        "unknown": N_("未注明"),
    },
    "basis": {
        "month": N_("当月"),
        "ytd": N_("累计"),
        "quarter": N_("季度"),
        "year": N_("全年"),
        "point": N_("时点"),
    },
    "kind": {
        "flow": N_("流量"),
        "stock": N_("存量"),
        "rate": N_("比率"),
        "growth_only": N_("仅有增速"),
        "share": N_("占比"),
        "index": N_("指数"),
    },
    "grade": {
        "A": N_("政府网站"),
        "B": N_("媒体或机构"),
        "C": N_("转载"),
        "city": N_("本市报送"),
        "demo": N_("演示数据"),
    },
    "status": {
        "published": N_("公布"),
        "flash": N_("快报"),
        "preliminary": N_("初步"),
        "verified": N_("核定"),
        "claim": N_("部门或企业口径"),
        "expected": N_("预计"),
    },
    "stage": {
        "preparatory": N_("前期"),
        "signed": N_("签约"),
        "landed": N_("落地"),
        "started": N_("开工"),
        "under_construction": N_("在建"),
        "completed": N_("竣工"),
        "in_production": N_("投产"),
        "at_capacity": N_("达产"),
    },
    "position": {
        "upstream": N_("上游"),
        "midstream": N_("中游"),
        "downstream": N_("下游"),
        "support": N_("配套"),
    },
    "node status": {
        "strong": N_("强项"),
        "present": N_("已有"),
        "weak": N_("薄弱"),
        "missing": N_("缺失"),
        "planned": N_("规划"),
        "unknown": N_("待核"),
    },
    "role": {
        "general_leader": N_("总链长"),
        "leader": N_("链长"),
        "deputy": N_("副链长"),
        "lead_bureau": N_("牵头部门"),
        "member_bureau": N_("成员部门"),
        "host_area": N_("承载地"),
        "lead_enterprise": N_("链主企业"),
        "leading": N_("龙头企业"),
        "backbone": N_("骨干企业"),
        "target": N_("招商目标企业"),
        "other": N_("其他企业"),
    },
    "frequency": {
        "monthly": N_("月度"),
        "quarterly": N_("季度"),
        "half_yearly": N_("半年"),
        "annual": N_("年度"),
        "census": N_("普查"),
        "ad_hoc": N_("不定期"),
        "unknown": N_("未注明"),
    },
    "direction": {
        "higher_better": N_("越高越好"),
        "lower_better": N_("越低越好"),
        "neutral": N_("中性"),
    },
    "face": {
        "chain_output": N_("产业链"),
        "investment": N_("招商引资"),
        "park_metrics": N_("园区"),
        "economy": N_("经济"),
    },
    "origin": {
        "out_of_province": N_("省外"),
        "in_province": N_("省内"),
        "overseas": N_("境外"),
    },
    "pack": {
        "published": N_("公开"),
        "demo": N_("演示"),
        "city": N_("本市"),
    },
    "kind of change": {
        "correction": N_("更正"),
        "withdrawn": N_("撤回"),
        "scope_moved": N_("口径调整"),
        "target_moved": N_("目标调整"),
        "rule_moved": N_("规则调整"),
        "late_report": N_("迟报补报"),
        "new_period": N_("新期间"),
    },
    "light": {
        "on_track": N_("正常"),
        "watch": N_("关注"),
        "behind": N_("滞后"),
        "no_target": N_("未设目标"),
        "no_outcome": N_("无同期实绩"),
    },
    "template": {
        "indicators": N_("指标"),
        "targets": N_("目标"),
        "projects": N_("项目"),
        "deals": N_("招商"),
        "parks": N_("园区"),
        "enterprises": N_("企业"),
        "problems": N_("问题"),
    },
    "issue": {
        "unreadable": N_("文件打不开"),
        "encrypted": N_("文件有密码"),
        "not_a_workbook": N_("不是工作簿"),
        "too_large": N_("文件过大"),
        "macro": N_("含宏的文件"),
        "unknown_template": N_("认不出的表"),
        "missing_column": N_("缺少列"),
        "unknown_column": N_("多余的列"),
        "no_rows": N_("没有数据行"),
        "hidden": N_("有隐藏的行、列或表"),
        "merged": N_("有合并单元格"),
        "same_file": N_("文件已载入过"),
        "same_rows": N_("数据已载入过"),
        "unknown_chain": N_("产业链不在清单"),
        "unknown_county": N_("县区不在清单"),
        "unknown_park": N_("园区不在清单"),
        "unknown_metric": N_("指标不在清单"),
        "unknown_value": N_("选项不在清单"),
        "bad_period": N_("期间有误"),
        "not_a_number": N_("不是数字"),
        "text_number": N_("数字存成了文字"),
        "wrong_unit": N_("单位有误"),
        "unit_converted": N_("单位已换算"),
        "out_of_range": N_("超出可能范围"),
        "formula_without_value": N_("公式没有结果"),
        "jump": N_("与上年同期相差过大"),
        "duplicate_row": N_("重复的行"),
        "ytd_decreased": N_("累计数下降"),
        "ytd_month_mismatch": N_("累计与各月不符"),
        "subtotal_mismatch": N_("合计与分项不符"),
        "ratio_mismatch": N_("比率与分子分母不符"),
    },
}


def named(lang: str, what: str, code: str) -> str:
    """The name of a code in a language. Raises ValueError that lists the codes there are."""
    names = CODES[what]
    if code not in names:
        raise ValueError(f"unknown {what} {code!r}: {', '.join(names)}")
    return translation(lang).gettext(names[code])
