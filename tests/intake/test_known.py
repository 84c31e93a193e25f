"""Names are matched exactly, and a near miss is only suggested."""

from __future__ import annotations

import pytest

from tests.intake.tables import KNOWN


@pytest.mark.parametrize(
    "cell",
    [
        "环县",
        "环",
        "环 县",
        "环\u200b县\n",
        "Huan County",
        "HUAN",
        621022,
        "621022",
        "６２１０２２",
        621022.0,
        "庆阳市环县",
        "甘肃省庆阳市环县",
        "甘肃庆阳 环县",
    ],
)
def test_a_county_is_found_by_every_way_to_write_it(cell):
    assert KNOWN.areas.read(cell).value == "621022"


@pytest.mark.parametrize("cell", ["全市", "庆阳", "庆阳市"])
def test_the_city_is_found_by_every_way_to_write_it(cell):
    assert KNOWN.areas.read(cell).value == "621000"


def test_another_city_is_no_county():
    assert KNOWN.areas.read("兰州市").code == "unknown_county"


@pytest.mark.parametrize(
    "cell", ["综合能源产业链", "综合能源", "energy", "Comprehensive  energy chain"]
)
def test_a_chain_is_found_with_and_without_its_ending(cell):
    assert KNOWN.chain(cell).value == "energy"


@pytest.mark.parametrize("cell", [None, "", "全部产业链"])
def test_no_chain_is_no_issue(cell):
    assert KNOWN.chain(cell) == (None, None, None, "", "")


def test_a_near_miss_is_suggested_and_never_taken():
    read = KNOWN.chain("综合能原产业链")

    assert (read.value, read.code) == (None, "unknown_chain")
    assert "是否为“综合能源产业链”(energy)？" in read.zh


def test_every_monthly_indicator_of_the_contract_is_known():
    names = """产业链产值 营业收入 规上工业增加值增速 入库税收 项目完成投资 省外到位资金 新签约项目
        签约金额 规上工业企业 工业用电量 从业人数 原油产量 原油加工量 天然气产量 原煤产量 新能源发电量
        算力规模 苹果产量 羊出栏 肉羊屠宰加工 家禽出栏 肉鸡屠宰加工 接待游客 中药材产量"""

    assert [name for name in names.split() if KNOWN.metrics.find(name) is None] == []


def test_a_park_of_the_facts_is_known_with_its_county():
    assert KNOWN.parks.find("西峰工业园区") == "xifeng"
    assert KNOWN.park_area["xifeng"] == "621002"
