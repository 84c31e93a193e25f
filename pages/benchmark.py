"""The city beside other prefectures: who is like it, who does better, by how much, and how?"""

from chainboard.analysis import benchmark, county, county_types, peers
from chainboard.page import Page
from chainboard.panels import Panel
from chainboard.panels.benchmark import gap, province, rule, strip
from chainboard.panels.county import peers as of_type
from chainboard.panels.experience import practice as cases
from chainboard.queries import ask, once
from chainboard.view import Row, View

PAGE = Page(
    address="benchmark",
    order=38,
    name_zh="对标",
    name_en="Benchmark",
    title_zh="{area}与其他市州对标",
    title_en="{area} beside other prefectures",
    filters=("chain", "measure"),
    steps=("chain",),
    widths={
        "peer_gap": ("all_rows", "folded_heads"),
        "peer_strip": ("paired_charts",),
        "peer_rule": ("all_rows", "folded_heads"),
    },
)
IN_THE_PROVINCE = ("industrial_fai", "gdp", "resident_population")


def peer_gap(view: View) -> Panel:
    """Who does better, and by how much?"""
    near = dict.fromkeys(row.metric_id for row in once(view, PAGE.address, _readings))
    return gap.gap(once(view, PAGE.address, _gaps), list(near), view)


def practice(view: View) -> Panel:
    """What do the leading places do?"""
    if not view.pack.is_record:
        return cases.practice([], view)
    told = ask(view, "experience.cases", area_code=None, node_id=None, cases="all")
    return cases.practice(benchmark.of_leaders(told, once(view, PAGE.address, _gaps)), view)


def peer_strip(view: View) -> Panel:
    """Where does the city stand among all prefectures?"""
    beside = once(view, PAGE.address, _beside)
    return strip.strip(beside, once(view, PAGE.address, _gaps), view)


def province_context(view: View) -> Panel:
    """How do the prefectures of the province stand?"""
    figures, places = _figures(view), ask(view, "peers.places")
    rows = benchmark.of_province(figures, places, IN_THE_PROVINCE)
    whole = ask(view, "peers.province_growth", metric_id=IN_THE_PROVINCE[0])
    return province.province(rows, whole, view)


def peer_rule(view: View) -> Panel:
    """How were the peers found?"""
    read, places, limits = once(view, PAGE.address, _readings), *_limited(view)
    steady = peers.steadiness(read, places, limits)
    rules = [row for row in ask(view, "rules.in_force") if row.kind == "peers"]
    return rule.rule(once(view, PAGE.address, _near), read, steady, rules, view)


def county_peers(view: View) -> Panel:
    """How does each county stand beside those of its type?"""
    types = ask(view, "peers.county_types")
    measure = view.measure or county.first_compared(view.chain_id)
    figures = ask(view, "county.figures", metric_ids=[measure], period_end=None) if types else []
    found = county.counties(county.measured(figures, ask(view, "rules.in_force")))
    rows = county_types.by_type(found.get(measure, []), types, view.sees_all_counties)
    return of_type.peers(rows, types, view)


def _figures(view: View) -> list[Row]:
    """What has been published of each prefecture, where nobody sends another city's?"""
    is_told = view.pack.is_record and peers.limits(ask(view, "rules.in_force"))
    return ask(view, "peers.figures") if is_told else []


def _limited(view: View) -> tuple[list[Row], peers.Limits]:
    """Which places are there, and what does the rule of peers say?"""
    return ask(view, "peers.places"), peers.limits(ask(view, "rules.in_force"))


def _readings(view: View) -> list[Row]:
    """What does each place have of what peers are found by?"""
    places, limits = _limited(view)
    return peers.readings(_figures(view), ask(view, "peers.indicators"), places, limits)


def _near(view: View) -> list[Row]:
    """How near is each place?"""
    return peers.neighbours(once(view, PAGE.address, _readings), *_limited(view))


def _beside(view: View) -> list[Row]:
    """What does each place have of what is compared?"""
    places, limits = _limited(view)
    codes = peers.peer_codes(once(view, PAGE.address, _near))
    indicators = ask(view, "peers.indicators")
    return benchmark.compared(_figures(view), indicators, places, codes, limits)


def _gaps(view: View) -> list[Row]:
    """How far is the city from them?"""
    return benchmark.gaps(once(view, PAGE.address, _beside))


PANELS = (peer_gap, practice, peer_strip, province_context, peer_rule, county_peers)

if __name__ == "__main__":
    from chainboard import board

    board.show(PAGE, PANELS)
