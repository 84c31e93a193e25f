"""People who look while files are loaded: they see whole loads only, and no error."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from chainboard import queries
from chainboard.packs import CITY
from chainboard.store import editions
from chainboard.store.city import loads as city
from chainboard.view import View
from tests.store.city.sent import batch, load

LOADS, READERS, ROWS = 5, 2, 6


def months(number: int):
    """The first months of a year of its own for each file, every figure 1."""
    drawn = "\n".join(f"{2000 + number}-{month:02d}-28  1" for month in range(1, ROWS + 1))
    same = {"metric_id": "raw_coal_output", "chain_id": "energy", "area_code": "621000"}
    return batch("indicators", f"period_end  value\n{drawn}", **same)


def looks(first: int) -> list[tuple[int, float]]:
    """The edition and the sum of its figures at every look of a reader, until the last load."""
    seen: list[tuple[int, float]] = []
    while not seen or seen[-1][0] < first + LOADS:
        number = editions.current("city")
        assert number is not None
        queries.forget()
        rows = queries.ask(View(pack=CITY, edition=number, chain="energy"), "chain_series.points")
        seen.append((number, sum(row.value for row in rows)))
    return seen


def test_who_looks_while_files_are_loaded_sees_whole_loads_in_their_order(tmp_path, monkeypatch):
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path / "var"))
    first = city.open_city()
    with ThreadPoolExecutor(READERS) as pool:
        readers = [pool.submit(looks, first) for _ in range(READERS)]
        loaded = [load(tmp_path, f"{number}.xlsx", months(number)) for number in range(LOADS)]
        seen = [reader.result(timeout=120) for reader in readers]

    assert [each.edition for each in loaded] == [*range(first + 1, first + LOADS + 1)]
    for met in seen:
        assert [total for _, total in met] == [ROWS * (number - first) for number, _ in met]
        assert met == sorted(met)
        assert met[-1] == (first + LOADS, ROWS * LOADS)
