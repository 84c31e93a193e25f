"""The names of what offices send: workbooks, remarks on them, differences between two editions.

Every function raises ValueError for a code that has no name.
"""

from __future__ import annotations

from chainboard.words.names import named
from chainboard.words.texts import texts


def template_name(lang: str, template: str) -> str:
    """The workbook: 指标, 目标, 项目, 招商, 园区, 企业, 问题."""
    _ = texts(lang)
    names = {
        "indicators": _("指标"),
        "targets": _("目标"),
        "projects": _("项目"),
        "deals": _("招商"),
        "parks": _("园区"),
        "enterprises": _("企业"),
        "problems": _("问题"),
    }
    name = named(names, template, "template")
    return name[0].upper() + name[1:]


def change_name(lang: str, kind: str) -> str:
    """What differs from the edition before: 新期间, 迟报补报, 更正, 目标调整, 规则调整 …"""
    _ = texts(lang)
    names = {
        "correction": _("更正"),
        "withdrawn": _("撤回"),
        "scope_moved": _("口径调整"),
        "target_moved": _("目标调整"),
        "rule_moved": _("规则调整"),
        "late_report": _("迟报补报"),
        "new_period": _("新期间"),
    }
    return named(names, kind, "kind of change")


def issue_name(lang: str, code: str) -> str:
    """What was remarked on a file, in a few words: 不是数字, 名称不在清单, 与上年同期相差过大 …"""
    names = {**_of_files(lang), **_of_cells(lang), **_of_sums(lang)}
    return named(names, code, "issue")


def _of_files(lang: str) -> dict[str, str]:
    _ = texts(lang)
    return {
        "unreadable": _("文件打不开"),
        "encrypted": _("文件有密码"),
        "not_a_workbook": _("不是工作簿"),
        "too_large": _("文件过大"),
        "macro": _("含宏的文件"),
        "unknown_template": _("认不出的表"),
        "missing_column": _("缺少列"),
        "unknown_column": _("多余的列"),
        "no_rows": _("没有数据行"),
        "hidden": _("有隐藏的行、列或表"),
        "merged": _("有合并单元格"),
        "same_file": _("文件已载入过"),
        "same_rows": _("数据已载入过"),
    }


def _of_cells(lang: str) -> dict[str, str]:
    _ = texts(lang)
    return {
        "unknown_chain": _("产业链不在清单"),
        "unknown_county": _("县区不在清单"),
        "unknown_park": _("园区不在清单"),
        "unknown_metric": _("指标不在清单"),
        "unknown_value": _("选项不在清单"),
        "bad_period": _("期间有误"),
        "not_a_number": _("不是数字"),
        "text_number": _("数字存成了文字"),
        "wrong_unit": _("单位有误"),
        "unit_converted": _("单位已换算"),
        "out_of_range": _("超出可能范围"),
        "formula_without_value": _("公式没有结果"),
    }


def _of_sums(lang: str) -> dict[str, str]:
    _ = texts(lang)
    return {
        "jump": _("与上年同期相差过大"),
        "duplicate_row": _("重复的行"),
        "ytd_decreased": _("累计数下降"),
        "ytd_month_mismatch": _("累计与各月不符"),
        "subtotal_mismatch": _("合计与分项不符"),
        "ratio_mismatch": _("比率与分子分母不符"),
    }
