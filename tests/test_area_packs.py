"""Packs of areas: named by the code of their area, and asked their traits like all others."""

from __future__ import annotations

import pytest

from chainboard.packs import PACKS, is_pack, pack_of
from chainboard.store.place import pack_folder, standing_packs


def test_an_area_is_named_by_its_code_and_made_up_figures_say_so():
    real, made_up = pack_of("620000"), pack_of("demo-620000")

    assert (real.area, real.is_synthetic, real.is_public) == ("620000", False, False)
    assert (made_up.area, made_up.is_synthetic, made_up.is_public) == ("620000", True, True)


@pytest.mark.parametrize("name", ["62000", "6200000", "demo-", "x620000", "../620000", ""])
def test_nothing_else_is_a_pack(name):
    assert not is_pack(name)
    with pytest.raises(KeyError):
        pack_of(name)
    with pytest.raises(ValueError, match="no pack is called"):
        pack_folder(name)


def test_the_packs_there_are_the_programs_own_and_the_areas_that_stand(tmp_path, monkeypatch):
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path))
    for name in ("620000", "demo-621000", "rollups", "city", "notes.txt"):
        (tmp_path / name).mkdir()

    assert standing_packs() == [*PACKS, "620000", "demo-621000"]
