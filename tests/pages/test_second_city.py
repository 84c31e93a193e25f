"""A second city from data alone: built from a folder, and every page opens with its names."""

from __future__ import annotations

import asyncio
import json
import os
import re
import subprocess
import sys

import pytest

from chainboard.navigation import addresses
from chainboard.store.place import ROOT
from tests.pages import second_city


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a board of the city, built from its folder."""
    folder = tmp_path_factory.mktemp("second")
    data = second_city.write(folder / "yunshan")
    environment = {**os.environ, "CHAINBOARD_VAR": str(folder / "var"), "PYTHONIOENCODING": "utf-8"}
    run(environment, "chainboard", "build", "--pack", "published", "--data", str(data))
    return {**environment, "CHAINBOARD_DATA": str(data)}


@pytest.fixture(scope="module")
def pages(settings: dict[str, str]) -> list[str]:
    """A line of JSON a page, language and place."""
    return run(settings, "tests.pages.second_city").splitlines()


def run(environment: dict[str, str], module: str, *arguments: str) -> str:
    child = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert child.returncode == 0, child.stderr
    return child.stdout


def of(pages: list[str], page: str, lang: str) -> str:
    """Everything that one page sends in one language."""
    return "\n".join(line for line in pages if json.loads(line)[:2] == [page, lang])


def test_every_page_opens_in_both_languages(pages):
    opened = {tuple(json.loads(line)[:2]) for line in pages}

    assert opened >= {(page, lang) for page in addresses() for lang in ("zh", "en")}


def test_nothing_of_the_first_city_is_sent(pages):
    sent = "\n".join(pages)

    assert re.findall(r".{30}(?:庆阳|Qingyang|6210\d\d|西峰|陇东).{10}", sent) == []


def test_pages_speak_of_the_city_its_counties_and_chains(pages):
    assert "云山市产业链总览" in of(pages, "overview", "zh")
    assert "Yunshan: industrial chains at a glance" in of(pages, "overview", "en")
    assert all(name in of(pages, "county", "zh") for name in ("东岭县", "南溪县", "北滩区"))
    assert "钢铁产业链" in of(pages, "chain", "zh")
    assert "120.5 万吨" in of(pages, "chain", "zh")
    assert "Nanxi" in of(pages, "overview", "en")


def test_the_map_gets_the_boundaries_of_the_city(settings, monkeypatch):
    from chainboard.board import server

    monkeypatch.setenv("CHAINBOARD_DATA", settings["CHAINBOARD_DATA"])
    sent = asyncio.run(server._boundaries(None))  # type: ignore[arg-type]

    codes = [shape["properties"]["area_code"] for shape in json.loads(sent.body)["features"]]
    assert codes == ["990101", "990102", "990103"]


def test_a_query_of_the_command_line_speaks_of_the_city(settings):
    (city,) = json.loads(run(settings, "chainboard", "query", "places.city", "--json"))

    assert (city["area_code"], city["name_zh"]) == ("990100", "云山市")
