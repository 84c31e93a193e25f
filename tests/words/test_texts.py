"""Texts: Chinese in the source, English from the catalogue."""

from __future__ import annotations

import builtins

import pytest

from chainboard.words import clauses, in_brackets, listed, texts


def test_a_text_reads_as_written_in_chinese_and_translated_in_english():
    assert texts("zh")("未设目标") == "未设目标"
    assert texts("en")("未设目标") == "no target set"


def test_a_language_nobody_translated_is_refused():
    with pytest.raises(ValueError, match="fr"):
        texts("fr")


def test_nothing_is_installed_for_all_modules():
    texts("en")

    assert not hasattr(builtins, "_")


def test_brackets_and_lists_follow_the_language():
    assert "产值" + in_brackets("亿元", "zh") == "产值(亿元)"
    assert "Output" + in_brackets("RMB bn", "en") == "Output (RMB bn)"
    assert listed(["西峰区", "环县"], "zh") == "西峰区、环县"
    assert listed(["Xifeng", "Huan"], "en") == "Xifeng, Huan"


def test_clauses_are_further_apart_than_items_of_a_list():
    assert clauses(["滞后：苹果", "关注：生猪、白瓜子"], "zh") == "滞后：苹果；关注：生猪、白瓜子"
    assert clauses(["behind: apple", "watch: hogs, seeds"], "en") == (
        "behind: apple; watch: hogs, seeds"
    )
    assert clauses(["滞后：苹果"], "zh") == "滞后：苹果"
    assert clauses([], "en") == ""
