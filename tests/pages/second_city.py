"""A city that no file of the program knows: its data folder, and every page as it is sent.

    python -m tests.pages.second_city

prints a line of JSON a page, language and panel of the published pack that is set.
"""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

from chainboard.board import head
from chainboard.board.scene import choices_of
from chainboard.navigation import pages, questions
from chainboard.queries import ask
from chainboard.sheet import titles
from chainboard.store.place import ROOT
from tests.pages.opened import as_browser_reads, view

OURS = ROOT / "data"

DRAWN = {
    "dictionary/areas.csv": """
area_code,name_zh,name_en,short_zh,short_en,level,parent_code,sort
990100,云山市,Yunshan,云山,Yunshan,prefecture,,10
990101,东岭县,Dongling County,东岭,Dongling,county,990100,20
990102,南溪县,Nanxi County,南溪,Nanxi,county,990100,30
990103,北滩区,Beitan District,北滩,Beitan,county,990100,40
""",
    "dictionary/chains.csv": """
chain_id,parent_id,name_zh,name_en,short_zh,short_en,size_class,sort,is_shown,valid_from,valid_to,source_id
steel,,钢铁产业链,Steel chain,钢铁,Steel,100_billion,10,true,,,s1
tea,,茶产业链,Tea chain,茶,Tea,,20,true,,,s1
""",
    "dictionary/aliases.csv": """
kind,alias,id,valid_from,valid_to,source_id
area,东岭,990101,,,
""",
    "published/sources.csv": """
source_id,title,published_on,grade,url,note
s1,云山市2025年国民经济和社会发展统计公报,2026-04-20,B,,
""",
    "published/pack.csv": """
key,zh,en
as_of,2026-11-23,2026-11-23
""",
    "published/observations.csv": """
metric_id,metric_zh,area_code,area_zh,chain_hint,period_type,period_start,period_end,value,unit_zh,value_kind,cumulative,status,hedge,source_id
gdp,生产总值,990100,云山市,,year,2025-01-01,2025-12-31,300.5,亿元,level,true,published,,s1
gdp,生产总值,990101,东岭县,,year,2025-01-01,2025-12-31,100.5,亿元,level,true,published,,s1
gdp,生产总值,990102,南溪县,,year,2025-01-01,2025-12-31,120,亿元,level,true,published,,s1
gdp,生产总值,990103,北滩区,,year,2025-01-01,2025-12-31,80,亿元,level,true,published,,s1
gdp_secondary,第二产业增加值,990101,东岭县,,year,2025-01-01,2025-12-31,50.5,亿元,level,true,published,,s1
gdp_secondary,第二产业增加值,990102,南溪县,,year,2025-01-01,2025-12-31,30,亿元,level,true,published,,s1
gdp_secondary,第二产业增加值,990103,北滩区,,year,2025-01-01,2025-12-31,20,亿元,level,true,published,,s1
gdp,生产总值,990100,云山市,,year,2025-01-01,2025-12-31,5.1,%,growth_pct,true,published,,s1
steel_output,钢产量,990100,云山市,steel,year,2025-01-01,2025-12-31,120.5,万吨,level,true,published,,s1
""",
    "published/overview.csv": """
sort,metric_id,chain_id,go,has_later_target,caveat_zh,caveat_en
10,gdp,,county?county=all,false,,
20,steel_output,steel,chain?chain=steel,false,,
""",
    "published/series.csv": """
chain_id,metric_id,area_code,sort,is_card,is_shown,is_drawn,beside_metric_id,caveat_zh,caveat_en
steel,steel_output,990100,10,true,true,true,,,
""",
    "published/not_found.csv": """
page,chain_id,sort,words_zh,words_en
chain,tea,10,茶叶产量,tea output
""",
}  # fmt: skip
STEEL = (
    "steel_output,钢产量,Steel output,万吨,flow,physical,2,higher_better,annual,unknown,unknown,"
    "false,chain_output,steel,10,钢的产量,Output of steel,true"
)
BOUNDARIES = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"area_code": f"99010{place}"},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[place, 0], [place, 1], [place + 1, 1], [place, 0]]],
            },
        }
        for place in (1, 2, 3)
    ],
}


def write(folder: Path) -> Path:
    """The data folder of the city, beside files of ours that have nothing below their heading."""
    kept = [OURS / f"dictionary/{name}.csv" for name in ("rules", "stages")]
    for ours in (*(OURS / "published").rglob("*.csv"), *kept):
        text = ours.read_text(encoding="utf-8-sig")
        _put(folder / ours.relative_to(OURS), text if ours in kept else _heading(text))
    for file, text in DRAWN.items():
        _put(folder / file, text.lstrip())
    _put(folder / "dictionary/metrics.csv", _metrics())
    _put(folder / "geo/yunshan.geojson", json.dumps(BOUNDARIES))
    return folder


def _put(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def _heading(text: str) -> str:
    return text.splitlines()[0] + "\n"


def _metrics() -> str:
    """Our metrics that belong to no chain, and one of the city's own."""
    text = (OURS / "dictionary/metrics.csv").read_text(encoding="utf-8-sig")
    lines = text.splitlines()
    of_any = [line for line, row in zip(lines[1:], csv.DictReader(lines), strict=True)
              if not row["chain_id"] and "庆阳" not in line]  # fmt: skip
    return "\n".join([lines[0], *of_any, STEEL]) + "\n"


def main() -> None:
    """Print what every page sends: head, foot and panels, of all and of each place there is."""
    for lang in ("zh", "en"):
        start = view("published", lang, chain="steel")
        known = choices_of(start).known
        for page in pages():
            places = sorted(known[page.switch]) if page.switch else ()
            views = [start, *(replace(start, **{page.switch: at}) for at in places)]
            views += [replace(start, map="tiles")] if "map" in page.filters else []
            for seen in views:
                sent = [titles.title(page, seen), head.path(page, seen), head.foot(page, seen)]
                sent += [as_browser_reads(question(seen), seen) for question in questions(page)]
                print(json.dumps([page.address, lang, *sent], ensure_ascii=False))
        print(json.dumps(["search", lang, ask(start, "places.counties")], ensure_ascii=False))


if __name__ == "__main__":
    main()
