"""The demo recipe of another city: worked out from its own folder alone, or what that lacks."""

from __future__ import annotations

from pathlib import Path

import pytest

from chainboard.store import build
from chainboard.store.demo import pack as demo
from chainboard.store.faults import BuildError
from chainboard.store.place import ROOT
from tests.pages import second_city

DEMO, CITY = ROOT / "data" / "demo", ROOT / "data" / "city"
DRAWN = {
    "counties": """
chain_id,metric_id,990101,990102,990103
steel,*,60,30,10
""",
    "levels": """
chain_id,metric_id,season,level_2021,growth_2021,growth_2022,growth_2023,growth_2024,growth_2025,growth_2026
steel,output_value,even,100,5,5,5,5,5,5
""",
    "targets": """
chain_id,output_value,investment_attracted,project_investment,tax,industrial_va
steel,1,,,,
""",
    "lists": """
chain_id,enterprises,typical_project,also_in
steel,6,1.5,
""",
    "nodes": """
chain_id,position,node,name_zh,name_en,weight,status,feeds,cover,feasibility,upstream_input,policy_fit
steel,upstream,ore,采矿,Mining,2,strong,mill,0.9,,,
steel,midstream,mill,轧钢,Rolling,3,present,,,,,
""",
    "roles": """
chain_id,leader_zh,leader_en,lead_zh,lead_en,members_zh,members_en,hosts
steel,分管工业工作,industry,工业和信息化局,Industry Bureau,发展和改革委员会,Reform Commission,990101
""",
    "parks": """
park_id,area_code,name_zh,name_en,level_zh,level_en,planned_area,developable_area,supplied_first,supplied_last,built_first,built_last,workshop_area,let_first,let_last,settled_first,settled_last,producing_first,producing_last,output_first,output_last,fai_last
demo_park_east,990101,示例东岭产业园区,Demo Dongling Park,省级,provincial,9000,7000,4000,5600,3500,5000,18,9,15.5,38,66,30,55,58,87,9.4
""",
}  # fmt: skip


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The folder of the second city with a recipe: one chain, three counties, one park."""
    folder = second_city.write(tmp_path / "yunshan")
    (folder / "demo").mkdir()
    for ours in DEMO.glob("*.csv"):
        is_shared = ours.stem in ("seasons", "stages", "evidence")
        text = ours.read_text(encoding="utf-8-sig")
        shown = DRAWN.get(ours.stem, text if is_shared else text.splitlines()[0] + "\n")
        (folder / "demo" / ours.name).write_text(shown.lstrip(), encoding="utf-8")
    settings = (DEMO / "demo.toml").read_text(encoding="utf-8")
    settings = settings.replace('agriculture = ["apple", "mutton", "broiler", "mushroom"]', "")
    settings = settings.replace("demo_park_huachi", "demo_park_east")
    (folder / "demo" / "demo.toml").write_text(settings, encoding="utf-8")
    (folder / "city").mkdir()
    for name in ("cards.csv", "overview.csv"):
        heading = (CITY / name).read_text(encoding="utf-8-sig").splitlines()[0]
        (folder / "city" / name).write_text(f"{heading}\n", encoding="utf-8")
    return folder


def test_the_demo_pack_of_another_city_is_built_from_its_folder(data, tmp_path, monkeypatch):
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path / "var"))

    assert build.build("demo", lambda step, percent: None, data) == 1

    rows = demo.tables(data)
    assert {row["area_code"] for row in rows["observation"]} == {
        "990100", "990101", "990102", "990103"
    }  # fmt: skip
    assert "621" not in " ".join(str(row.get("area_code")) for row in rows["enterprise"])


@pytest.mark.parametrize("name", ["absences.csv", "counties.csv", "demo.toml"])
def test_a_file_that_the_recipe_lacks_is_named(data, name):
    (data / "demo" / name).unlink()

    with pytest.raises(BuildError) as fault:
        demo.tables(data)
    assert fault.value.words("zh") == f"yunshan/demo/{name}:1: 缺少这个文件"


def test_a_county_without_a_column_of_shares_is_named(data):
    file = data / "demo" / "counties.csv"
    file.write_text("chain_id,metric_id,990101,990102\nsteel,*,60,40\n", encoding="utf-8")

    with pytest.raises(BuildError) as fault:
        demo.tables(data)
    assert fault.value.words("zh") == "yunshan/demo/counties.csv:1: 缺少列 990103"


@pytest.mark.parametrize("name", ["counties", "targets", "lists", "roles", "nodes"])
def test_a_chain_with_figures_that_a_file_passes_over_is_named(data, name):
    file = data / "demo" / f"{name}.csv"
    file.write_text(DRAWN[name].lstrip().splitlines()[0] + "\n", encoding="utf-8")

    with pytest.raises(BuildError) as fault:
        demo.tables(data)
    assert fault.value.words("zh") == f"yunshan/demo/levels.csv:2: {name}.csv 没有 steel 这条链"
