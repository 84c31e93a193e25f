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
    assert "产值" + in_brackets("zh", "亿元") == "产值（亿元）"
    assert "Output" + in_brackets("en", "RMB bn") == "Output (RMB bn)"
    assert listed("zh", ["西峰区", "环县"]) == "西峰区、环县"
    assert listed("en", ["Xifeng", "Huan"]) == "Xifeng, Huan"


def test_clauses_are_further_apart_than_items_of_a_list():
    assert clauses("zh", ["滞后：苹果", "关注：生猪、白瓜子"]) == "滞后：苹果；关注：生猪、白瓜子"
    assert clauses("en", ["behind: apple", "watch: hogs, seeds"]) == (
        "behind: apple; watch: hogs, seeds"
    )
    assert clauses("zh", ["滞后：苹果"]) == "滞后：苹果"
    assert clauses("en", []) == ""
