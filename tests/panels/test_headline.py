"""What pages say first and the material for bulletins: no number that no row prints, no fault of
style, nothing where nothing may be said."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest

from chainboard.analysis import behind
from chainboard.analysis.lights import lit
from chainboard.panels import clauses, headline as made
from chainboard.panels.chain import headline as of_chain
from chainboard.panels.county import headline as of_county
from chainboard.panels.overview import headline as overview
from chainboard.view import Row
from tests.panels.city_rows import BOOK, BUREAUS, CITY, CITY_EN, FIGURE, RULES
from tests.panels.drawing import check

STATES = 1_000
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
# What must not be read in Chinese, whatever the figures are.
FAULTS = {
    "a fall is 下降, never 增长 with a minus": r"(增长|下降) ?[-−]",
    "a difference of rates is in 个百分点": r"(序时进度|目标) -?[\d.,]+ ?%",
    "points are no percent": r"% ?个百分点|个百分点%",
    "January and February stand together": r"(?<!\d)1月(?!\d)|1-2月|1~2月",
    "growth has its basis": r"同比(增长|下降) [\d.,]+%(?!（)",
    "no empty figure": r"None|nan|—(?!\d)|（）|，，|；；|，。|；。",
    "no multiples": r"倍",
    "a difference to the month before is no 环比": r"环比",
    "no reckoning for inside": r"预计|预测",
}
METRICS = (
    ("output_value", "产业链产值", "Output", "亿元", "flow", "nominal"),
    ("crude", "原油产量", "Crude output", "万吨", "flow", "physical"),
    (
        "industrial_va",
        "规模以上工业增加值增速",
        "Growth of value added",
        "%",
        "growth_only",
        "real",
    ),
    ("firms", "规模以上工业企业单位数", "Firms", "个", "stock", "physical"),
    ("profit", "利润", "Profit", "亿元", "flow", "nominal"),
    ("share", "占比", "Share", "%", "share", "nominal"),
)


def state(chance: random.Random) -> list[Row]:
    """Figures as they might be: missing, hedged, claimed, old, of bases below zero."""
    return [figure(chance, at) for at in range(chance.randint(0, 6))]


def figure(chance: random.Random, at: int) -> Row:
    metric, zh, en, unit, kind, basis = chance.choice(METRICS)
    months = chance.choice([2, 3, 6, 9, 10, 12])
    year = chance.choice([2022, 2025, 2026])
    end = date(year + months // 12, months % 12 + 1, 1) - timedelta(days=1)
    value = None if kind == "growth_only" else round(chance.uniform(-20, 2000), 2)
    growth = chance.choice([None, 0.0, round(chance.uniform(-60, 250), 1)])
    gone = chance.random() < 0.15
    hedge = chance.choice(["none"] * 5 + ["over", "about"])
    return Row(FIGURE).with_(
        figure_id=at + 1,
        metric_id=metric, name_zh=zh, name_en=en, unit=unit, unit_text=None, kind=kind,
        growth_basis=basis, decimals=0 if unit == "个" else 2, basis="point" if kind == "stock" else "ytd",
        period_start=date(year, 1, 1), period_end=end,
        value=None if gone else value, value_text=None if gone or value is None else f"{value:.2f}",
        published_growth=None if gone else growth, growth_text=None,
        same_scope_prior=chance.choice([None, None, None, -5.0, 0.0, 8.0]) if value else None,
        status=chance.choice(["published", "flash", "preliminary", "claim", "expected"]),
        hedge=hedge, hedge_text=None, absence="late" if gone else None,
        target=chance.choice([None, round(chance.uniform(50, 900), 1), 0.0]),
        target_kind="growth" if kind == "growth_only" else "level",
        target_hedge=chance.choice(["none"] * 4 + ["at_least"]), target_text=None,
        chain_id=None, is_derived=chance.random() < 0.2, growth=growth, without_growth=[],
    )  # fmt: skip


def of(cards: list[Row], targets: list[Row] = [], **more: Any) -> Row:  # noqa: B006
    """What the page of the city is told of, of these figures and targets."""
    worst = behind.worst(targets, "chain_id")
    given = {"notes": [], "not_found": [], "changes": [], "counties": [], "bureaus": BUREAUS}
    return Row({**given, "cards": cards, "targets": targets, "worst": worst, **more})


def printed(row: Row) -> Iterator[str]:
    """Every number that may be said of a row, rounded here anew: half up, as a clerk would."""
    told = {
        "value": (1, row.decimals), "published_growth": (1, 2), "growth": (1, 2),
        "completion": (100, 2), "gap": (1, 2), "growth_gap": (1, 2),
    }  # fmt: skip
    for column, (factor, places) in told.items():
        held = row.get(column)
        if held is not None:
            exact = Decimal(repr(held)) * factor
            for digits in (places, None):
                yield f"{abs(_rounded(exact, digits)):,f}"
    if row.get("value_text"):
        yield f"{abs(Decimal(row.value_text)):,f}"
    for when in (row.get("period_start"), row.get("period_end"), row.get("behind_since")):
        if when is not None:
            yield from (str(when.year), str(when.month), str(when.day))
    yield str(row.get("months_behind"))


def _rounded(value: Decimal, places: int | None) -> Decimal:
    if places is None:
        return value.normalize() if value == value.to_integral() else value
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def numbers(text: str) -> set[str]:
    return {found.strip(",") for found in NUMBER.findall(text)}


@pytest.mark.parametrize("view", [CITY, BOOK], ids=["city", "record"])
def test_in_a_thousand_states_every_number_is_one_that_a_row_prints(view):
    chance = random.Random(202649)
    dull = {"1", "2", "18"}  # 1—2月; 距今超过 18 个月
    view = replace(view, old_after=18)
    said = 0
    for _ in range(STATES):
        rows = lit(state(chance), RULES if view.pack.is_lit else [])
        for panel in (overview.headline(of(rows), view), overview.bulletin(of(rows), view)):
            known = {number for row in rows for number in printed(row)} | dull
            text = panel.paper.split("由本版次", 1)[0]
            said += len(text)
            assert numbers(text) - known == set(), text
            for fault, pattern in FAULTS.items():
                assert not re.search(pattern, text), (fault, text)
    assert said > STATES


def test_in_a_thousand_states_of_targets_gaps_are_those_of_the_rows():
    chance = random.Random(202650)
    for _ in range(STATES):
        months = lit(
            [
                figure(chance, at).with_(
                    chain_id=chain, chain_zh=chain, chain_en=chain, parent_id=None
                )
                for at, chain in enumerate(("甲链", "乙链", "丙链"))
            ],
            RULES,
        )
        targets = [row.with_(months_behind=0, behind_since=None, gap_change=None) for row in months]
        told = of([], targets)
        text = overview.bulletin(told, CITY).paper.split("由本版次", 1)[0]
        known = {n for row in [*targets, *told.worst] for n in printed(row)} | {"1", "2"}
        counts = {str(n) for n in range(len(targets) + 1)}
        assert numbers(text) - known - counts == set(), text
        for fault, pattern in FAULTS.items():
            assert not re.search(pattern, text), (fault, text)


def one(**columns: Any) -> Row:
    chance = random.Random(1)
    plain = {
        "metric_id": "output_value", "name_zh": "产值", "name_en": "Output", "unit": "亿元",
        "kind": "flow", "growth_basis": "nominal", "decimals": 2, "basis": "ytd",
        "period_start": date(2026, 1, 1), "period_end": date(2026, 2, 28), "value": 61.0,
        "value_text": "61.00", "published_growth": -3.2, "growth_text": "-3.2", "hedge": "none",
        "status": "published", "absence": None, "same_scope_prior": None, "is_derived": False,
        "target": 600.0, "target_kind": "level", "target_hedge": "none",
    }  # fmt: skip
    (row,) = lit([figure(chance, 0).with_(**{**plain, **columns})], RULES)
    return row


def test_a_fall_is_said_as_a_fall_with_its_basis_and_a_gap_in_points():
    assert clauses.figure(one(), CITY) == (
        "2026年1—2月产值 61.00 亿元，同比下降 3.2%（名义），完成年度目标的 10.17%，"
        "落后序时进度 6.50 个百分点"
    )
    assert clauses.figure(one(), CITY_EN) == (
        "Output in Jan–Feb 2026: RMB 6.10 bn, down 3.2% (nominal) on a year earlier, "
        "10.17% of the annual target, 6.50 pp behind the pro-rata schedule"
    )


@pytest.mark.parametrize(
    ("prior", "value", "word"),
    [(-5.0, 3.0, "扭亏为盈"), (-5.0, -3.0, "减亏"), (-5.0, -8.0, "增亏")],
)
def test_from_a_loss_a_word_stands_and_no_rate(prior, value, word):
    said = clauses.reading(one(value=value, same_scope_prior=prior), CITY)

    assert word in said and "同比" not in said and "%" not in said


@pytest.mark.parametrize(
    "row",
    [
        one(value=None, published_growth=None, absence="late"),
        one(status="claim"),
        one(status="expected"),
        one(hedge="over", value_text=None),
    ],
    ids=["missing", "claimed", "forecast", "hedged without its digits"],
)
def test_what_may_not_be_said_is_no_clause(row):
    assert clauses.figure(row, CITY) == ""
    assert overview.headline(of([row]), CITY).body is None


def test_a_hedge_stands_before_its_number_and_a_hedged_target_gives_no_completion():
    hedged = one(hedge="over", value_text="61", hedge_text="突破", published_growth=None)

    assert "产值 突破 61 亿元" in clauses.figure(hedged, CITY)
    assert "完成" not in clauses.figure(one(target_hedge="at_least"), CITY)


def test_what_is_worked_out_here_says_so():
    said = clauses.reading(one(is_derived=True, published_growth=None, growth=12.816), CITY)

    assert said == "2026年1—2月产值 61.00 亿元（推算），推算同比增长 12.82%（名义）"


def test_a_sum_says_of_how_many_parts_it_knows_nothing():
    said = clauses.reading(one(is_derived=True, left_out=2, published_growth=None), CITY)

    assert "产值 61.00 亿元（推算，缺 2 条链的数）" in said


def test_in_a_thousand_states_chains_and_counties_say_no_other_number():
    """The same of the pages of a chain and of the counties."""
    chance = random.Random(202652)
    places = [
        {
            "area_code": f"62100{n}",
            "short_zh": f"{name}县",
            "short_en": name,
            "area_level": "county",
        }
        for n, name in enumerate("甲乙丙")
    ]
    for _ in range(STATES):
        figures = [
            figure(chance, at).with_(
                **chance.choice(places), done=None, improvement=None, is_small=False,
                area_zh="甲县", area_en="A", months_behind=chance.randint(0, 9),
                behind_since=date(2026, 2, 28), gap_change=None,
            )
            for at in range(3)
        ]  # fmt: skip
        cards = lit(figures, RULES)
        targets = [row.with_(chain_id="甲链", others=0) for row in cards]
        steps = [
            Row(status=chance.choice(["weak", "missing", "present"]), name_zh=f"环节{c}", name_en=c)
            for c in "甲乙丙丁"
        ]
        late = [Row(light=chance.choice(["behind", "watch"])) for _ in range(chance.randint(0, 5))]
        told = Row(
            cards=cards, behind=behind.trailing(targets), offices=[], counties=[], steps=steps,
            late=late, not_found=[], chain=Row(short_zh="甲链", short_en="A"),
            worst=behind.worst(targets, "area_code"), orders=county_orders(cards, chance),
        )  # fmt: skip
        known = {n for row in [*cards, *targets, *told.worst] for n in printed(row)}
        known |= {str(n) for n in range(7)} | {"18"}
        for module in (of_chain, of_county):
            for panel in (module.headline(told, CITY), module.bulletin(told, CITY)):
                text = panel.paper.split("由本版次", 1)[0]
                assert numbers(text) - known == set(), text
                for fault, pattern in FAULTS.items():
                    assert not re.search(pattern, text), (fault, text)


def county_orders(cards: list[Row], chance: random.Random) -> dict[str, list[Row]]:
    rows = [
        row.with_(done=100 * row.completion, rank_done=at, rank_growth=chance.choice([None, at]))
        for at, row in enumerate((row for row in cards if row.completion is not None), 1)
    ]
    return {"done": rows}


def test_a_difference_of_rates_is_no_growth():
    assert "同比" not in clauses.reading(one(unit="%", kind="share", value=41.2), CITY)


def test_on_a_record_nothing_is_judged_and_what_is_old_says_how_old():
    view = replace(BOOK, old_after=18)
    old, new = one(figure_id=1, period_end=date(2023, 2, 28), period_start=date(2023, 1, 1)), one()
    absent = [Row(words_zh="月度数", words_en="monthly figures")]

    panel = check(overview.headline(of([new, old], not_found=absent), view))

    assert panel.paper.splitlines()[:3] == [
        "公开资料可核对：2026年1—2月产值 61 亿元，同比下降 3.2%（名义）。".replace("61 ", "61.00 "),
        "产值只见到2023年1—2月（距今超过 18 个月）。",
        "公开资料未见：月度数。",
    ]
    assert "序时" not in panel.paper and "目标" not in panel.paper


def test_each_clause_leads_to_the_panel_it_was_read_from():
    panel = check(overview.headline(of([one()]), CITY))

    assert panel.body.sentences[0][0]["go"] == "#kpi_cards"
    assert panel.finding == panel.body.sentences[0][0]["words"]
    assert panel.rows[0].figure_id == 1


def test_at_most_four_sentences_stand_at_the_head_and_one_without_clauses_leaves_no_gap():
    told = [clauses.clause(f"第 {n} 句", "kpi_cards", one()) for n in range(6)]

    panel = made.headline("overview", [[], *told], CITY, ())

    assert [sentence[0]["words"] for sentence in panel.body.sentences] == [
        f"第 {n} 句" for n in range(4)
    ]


def test_the_bulletin_is_a_document_of_its_parts():
    panel = check(overview.bulletin(of([one()]), CITY))

    assert panel.name == "monthly_bulletin"
    assert panel.paper.splitlines()[:3] == [
        "通报（素材）：2026年1—2月产业链运行情况",
        "",
        "一、主要指标",
    ]
    assert "不含对全年的推断" in panel.paper
