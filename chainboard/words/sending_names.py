"""The names of what offices send: workbooks, remarks on them, differences between two editions.

Every function raises ValueError for a code that has no name.
"""

from __future__ import annotations

from chainboard.words.codes import named


def template_name(lang: str, template: str) -> str:
    """The workbook: 指标, 目标, 项目, 招商, 园区, 企业, 问题, 资源换项目."""
    name = named(lang, "template", template)
    return name[0].upper() + name[1:]


def change_name(lang: str, kind: str) -> str:
    """What differs from the edition before: 新期间, 迟报补报, 更正, 目标调整, 规则调整 …"""
    return named(lang, "kind of change", kind)


def issue_name(lang: str, code: str) -> str:
    """What was remarked on a file, in a few words: 不是数字, 名称不在清单, 与上年同期相差过大 …"""
    return named(lang, "issue", code)
