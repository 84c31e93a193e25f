"""Ten questions of a mayor's office, each answered by the words on the demo pack's pages.

The words are titles, descriptions for those who do not see, and table cells: nothing is read
off a drawing. What is right is worked out from the rows of the recipe, by another way.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from chainboard.panels import Panel
from chainboard.store import dictionary
from chainboard.store.demo import pack as demo
from pages import county, investment, overview, parks
from tests.pages.opened import as_browser_reads, chain_page, view
from tests.panels.drawing import words

CITY = "621000"

pytestmark = pytest.mark.usefixtures("packs")
ROOT = Path(__file__).parents[2]
OCTOBER, YEAR, PACE = "2026-10-31", 2026, 10 / 12
TODAY = date(2026, 11, 15)


@cache
def held() -> demo.Tables:
    return demo.tables(ROOT / "data")


@cache
def names(table: str) -> dict[str, str]:
    """Short names as people say them, by id."""
    column = {"chain": "short_zh", "area": "short_zh", "metric": "name_zh"}[table]
    return {key: line[column] for key, line in dictionary.by_key(ROOT / "data", table).items()}


def panel(page, question: str, **filters: str) -> Panel:
    (found,) = [each for each in page.PANELS if each.__name__ == question]
    return found(view("demo", **filters))


def cells(drawn: Panel) -> list[str]:
    """Every row of the table behind a panel as one line."""
    sent = as_browser_reads(drawn, view("demo"))["table"]["rows"]
    return [" | ".join(words(row)) for row in sent]


def lines(drawn: Panel, *wanted: str) -> list[str]:
    """The rows of the table that say all that is wanted."""
    return [line for line in cells(drawn) if all(word in line for word in wanted)]


@cache
def october() -> dict[tuple[str, str, str], float]:
    """Values to October by chain, metric and area; of two loads the later; missing ones absent."""
    rows = [row for row in held()["observation"] if row["period_end"] == OCTOBER]
    return {
        (str(row.get("chain_id")), row["metric_id"], row["area_code"]): float(row["value"])
        for row in sorted(rows, key=lambda row: row["load_id"])
        if row.get("value") is not None and row.get("park_id") is None
    }


@cache
def aims() -> dict[tuple[str, str, str], float]:
    """Levels aimed at in the year by chain, metric and area; of two versions the later."""
    rows = [r for r in held()["target"] if (r["year"], r["kind"]) == (YEAR, "level")]
    return {
        (str(row.get("chain_id")), row["metric_id"], row["area_code"]): float(row["value"])
        for row in sorted(rows, key=lambda row: row["version"])
    }


def gaps(metrics: tuple[str, ...]) -> dict[tuple[str, str], float]:
    """Percentage points ahead of the calendar, by chain and metric, of the city."""
    return {
        (chain, metric): 100 * (october()[chain, metric, area] / aim - PACE)
        for (chain, metric, area), aim in aims().items()
        if area == CITY and chain != "None" and metric in metrics
    }


def parents() -> set[str]:
    return {
        key
        for key, line in dictionary.by_key(ROOT / "data", "chain").items()
        if not line["parent_id"]
    }


def stages() -> dict[str, dict[str, date]]:
    """The stages that each deal has reached by today, with their days."""
    reached: dict[str, dict[str, date]] = defaultdict(dict)
    for row in held()["deal_stage"]:
        when = date.fromisoformat(row["happened_on"])
        if when <= TODAY:
            reached[row["deal_id"]][row["stage"]] = when
    return reached


def test_1_which_chain_is_furthest_behind_by_how_much_since_when_and_whose_job_is_it():
    """哪条产业链欠进度最多?欠多少?从何时起?哪个部门牵头?"""
    all_gaps = gaps(("output_value", "tax", "investment_attracted", "project_investment"))
    (chain, metric), gap = min(all_gaps.items(), key=lambda item: item[1])
    (bureau,) = [
        role["holder_zh"]
        for role in held()["chain_role"]
        if role["chain_id"] == chain and role["role"] == "lead_bureau"
    ]
    answer = panel(overview, "attention")

    assert f"{names('chain')[chain]}{names('metric')[metric]}" in answer.finding
    assert f"落后序时进度 {-gap:.2f} 个百分点" in answer.finding
    assert "连续 9 个月，1—2月起" in answer.finding
    assert lines(answer, names("chain")[chain], names("metric")[metric], bureau)


def test_2_how_far_is_the_digital_economy_with_its_target():
    """数字经济链的产值完成了全年目标的多少?目标中途调过没有?"""
    done = october()["digital", "output_value", CITY] / aims()["digital", "output_value", CITY]
    answer = chain_page("demo", "zh", "digital")["chain_cards"]

    assert f"完成年度目标的 {100 * done:.2f}%" in answer.finding
    assert f"落后序时进度 {100 * (PACE - done):.2f} 个百分点" in answer.finding
    assert "目标已调整" in " ".join(words(answer.body))


def test_3_which_county_has_not_reported():
    """10月哪个县没有报数?"""
    owing = {
        row["area_code"]
        for row in held()["observation"]
        if row["period_end"] == OCTOBER and row.get("absence") == "late"
    } - {CITY}
    for answer in (panel(overview, "county_map"), panel(county, "county_rank")):
        silent = {
            code
            for code, short in names("area").items()
            if f"{short} — 未报" in answer.alt or lines(answer, short, "— 未报")
        }
        assert silent == owing == {"621024"}


def test_4_how_many_deals_are_stalled_and_what_are_they_worth():
    """签约超过90天还没有开工的项目有多少个?签约额多少?哪个等得最久?"""
    waiting = {
        deal: (TODAY - reached["signed"]).days
        for deal, reached in stages().items()
        if set(reached) == {"signed"} and (TODAY - reached["signed"]).days > 90
    }
    deals = {row["deal_id"]: row for row in held()["deal"]}
    longest = max(waiting, key=lambda deal: waiting[deal])
    answer = panel(investment, "stalled_deals")
    hidden = {row.deal_id for row in answer.rows if row.absence == "suppressed"}
    worth = sum(float(deals[deal]["contract_value"]) for deal in waiting if deal not in hidden)

    assert answer.finding.startswith(f"{len(waiting)} 个项目签约超过 90 天未开工")
    assert f"{worth:.2f} 亿元" in answer.finding
    assert len(cells(answer)) == len(waiting)
    assert answer.alt.startswith(f"{deals[longest]['name_zh']} {waiting[longest]:,} 天")


def test_5_which_park_has_idle_land_and_how_much():
    """哪个园区供了地没有建?多少亩?"""
    land = {line["park_id"]: line for line in demo.read(ROOT / "data").files["parks"]}

    def idle(park: str) -> float:
        supplied, built = (float(land[park][f"{what}_last"]) for what in ("supplied", "built"))
        return (supplied - built) / supplied

    worst = max(land, key=idle)
    line, answer = land[worst], panel(parks, "park_land")

    assert answer.finding.startswith(line["name_zh"])
    assert f"{100 * idle(worst):.2f}%" in answer.finding
    assert (
        f"{line['name_zh']}可开发 {int(line['developable_area']):,} 亩、"
        f"已供 {int(line['supplied_last']):,} 亩、已建 {int(line['built_last']):,} 亩"
    ) in answer.alt


def test_6_how_much_funding_is_in_place_in_the_city_and_is_it_on_schedule():
    """全市省外到位资金多少?完成全年目标没有?"""
    funds = sum(
        value
        for (chain, metric, area), value in october().items()
        if (metric, area) == ("investment_attracted", CITY) and chain in parents()
    )
    aim = aims()["None", "investment_attracted", CITY]
    answer = panel(investment, "investment_cards")

    assert f"{funds:.2f} 亿元" in answer.finding
    assert f"完成年度目标 {100 * funds / aim:.2f}%" in answer.finding
    assert ("超过序时" if funds / aim >= PACE else "落后序时") in answer.finding
    assert (
        f"省外到位资金，2026年1—10月（累计），{funds:.2f} 亿元" in panel(overview, "kpi_cards").alt
    )


def test_7_which_county_is_slowest_with_funds_in_place():
    """到位资金哪个县（区）完成率最低?"""
    done: dict[str, float] = defaultdict(float)
    aimed: dict[str, float] = defaultdict(float)
    for (chain, metric, area), value in october().items():
        if metric == "investment_attracted" and area != CITY and chain in parents():
            done[area] += value
            aimed[area] += aims()[chain, metric, area]
    slowest = min(done, key=lambda area: done[area] / aimed[area])
    answer = panel(overview, "county_map")

    assert f"{names('area')[slowest]}最低（{100 * done[slowest] / aimed[slowest]:.2f}%）" in (
        answer.finding
    )
    assert f"{names('area')[slowest]} {100 * done[slowest] / aimed[slowest]:.1f}%" in answer.alt


def test_8_which_links_of_petrochemicals_are_missing():
    """油煤气化工链缺哪几个环节?"""
    nodes = {row["node_id"]: row["name_zh"] for row in held()["node"]}
    missing = [
        nodes[row["node_id"]]
        for row in held()["node_status"]
        if row["status"] == "missing" and row["node_id"].startswith("petrochem.")
    ]
    answer = chain_page("demo", "zh", "petrochem")["chain_map"]

    assert answer.finding.startswith(f"缺 {len(missing)} 个环节")
    assert missing and all(link in answer.finding for link in missing)
    assert all(lines(answer, link, "缺失") for link in missing)


def test_9_which_chains_must_be_watched_this_month():
    """产值滞后和要关注的分别是哪几条链?"""
    of_output = gaps(("output_value",))
    behind = {chain for (chain, _), gap in of_output.items() if gap <= -10}
    watched = {chain for (chain, _), gap in of_output.items() if -10 < gap < 0}
    answer = panel(overview, "chains")
    said_behind, said_watched = answer.finding.split("；")

    assert {c for c, short in names("chain").items() if short in said_behind} == behind
    assert {c for c, short in names("chain").items() if short in said_watched} == watched
    for chain in behind:
        assert lines(answer, names("chain")[chain], "滞后")


def test_10_which_county_makes_most_of_petrochemicals():
    """油煤气化工的产值主要在哪个县（区）?占多少?"""
    made = {
        area: value
        for (chain, metric, area), value in october().items()
        if (chain, metric) == ("petrochem", "output_value") and area != CITY
    }
    first = max(made, key=lambda area: made[area])
    answer = chain_page("demo", "zh", "petrochem")["county_contribution"]

    share = 100 * made[first] / sum(made.values())
    assert answer.finding == f"{names('area')[first]}占已报县（区）之和的 {share:.1f}%"
    assert any("合水" in note for note in answer.notes)
    assert lines(answer, "西峰区", f"{made[first]:.2f}")
