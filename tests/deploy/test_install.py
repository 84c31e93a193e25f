"""install.sh: a release beside the others, upgrade and rollback, and what it does not install."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path

import pytest

from chainboard.store.place import ROOT
from tests.deploy.bundles import bundle, install, tree_of

pytestmark = pytest.mark.weeks(3)

FIRST, SECOND = "chainboard-1", "chainboard-2"


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tree_of(tmp_path_factory.mktemp("source"))


@pytest.fixture(scope="module")
def bundles(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("bundles")
    return {name: bundle(folder, name, tree) for name in (FIRST, SECOND)}


def current(root: Path, link: str = "current") -> str:
    return os.readlink(root / "opt/chainboard" / link)


def test_a_release_is_installed_upgraded_and_taken_back(bundles, tmp_path):
    assert install(bundles[FIRST], tmp_path).returncode == 0
    home = tmp_path / "opt/chainboard/current"
    assert (home / "dashboard.py").exists() and (home / ".streamlit/config.toml").exists()
    assert (home / ".venv/bin/python").exists()
    way = tomllib.loads((tmp_path / "etc/chainboard/chainboard.toml").read_text(encoding="utf-8"))
    assert way["way"] == "room"
    kept = tmp_path / "var/lib/chainboard/kept"
    kept.write_text("a pack", encoding="utf-8")
    (tmp_path / "etc/chainboard/chainboard.toml").write_text("# mine", encoding="utf-8")

    assert install(bundles[SECOND], tmp_path).returncode == 0
    assert (current(tmp_path), current(tmp_path, "previous")) == (
        f"releases/{SECOND}",
        f"releases/{FIRST}",
    )
    assert install(bundles[SECOND], tmp_path, "--rollback").returncode == 0
    assert (current(tmp_path), current(tmp_path, "previous")) == (
        f"releases/{FIRST}",
        f"releases/{SECOND}",
    )
    assert kept.read_text(encoding="utf-8") == "a pack"
    assert (tmp_path / "etc/chainboard/chainboard.toml").read_text(encoding="utf-8") == "# mine"


def test_a_second_time_nothing_is_installed_anew_and_half_an_installation_is(bundles, tmp_path):
    assert "Install:" in install(bundles[FIRST], tmp_path).stdout
    assert "Install:" not in install(bundles[FIRST], tmp_path).stdout
    release = tmp_path / "opt/chainboard/releases" / FIRST
    (release / ".installed").unlink()
    (release / "dashboard.py").unlink()

    assert "Install:" in install(bundles[FIRST], tmp_path).stdout
    assert (release / "dashboard.py").exists()


@pytest.mark.parametrize("file", ["source.tar.gz", "RELEASE", "install.sh"])
def test_a_bundle_that_was_changed_installs_nothing(tree, tmp_path, file):
    made = bundle(tmp_path / "made", FIRST, tree)
    with (made / file).open("ab") as changed:
        changed.write(b"\n")

    said = install(made, tmp_path / "root")
    assert said.returncode == 1 and "安装包不完整" in said.stderr
    assert not (tmp_path / "root").exists()


def test_another_python_than_that_of_the_wheels_is_refused(tree, tmp_path):
    said = install(bundle(tmp_path, FIRST, tree, python="3.99"), tmp_path / "root")

    assert said.returncode == 1 and "3.99" in said.stderr and "PYTHON=" in said.stderr
    assert not (tmp_path / "root").exists()


def test_a_library_that_is_not_in_the_bundle_is_not_fetched(tree, tmp_path):
    """Nor one whose hash is another: the release that stood stays."""
    root = tmp_path / "root"
    (root / "opt/chainboard/releases" / FIRST).mkdir(parents=True)
    (root / "opt/chainboard/current").symlink_to(f"releases/{FIRST}")
    lock = tree / "requirements.lock"
    before = lock.read_text(encoding="utf-8")
    lock.write_text(f"streamlit==1.67.0 --hash=sha256:{'0' * 64}\n", encoding="utf-8")
    try:
        made = bundle(tmp_path / "asking", SECOND, tree)
    finally:
        lock.write_text(before, encoding="utf-8")

    assert install(made, root).returncode != 0
    assert current(root) == f"releases/{FIRST}"


def test_what_is_installed_can_be_read_by_the_account_of_the_board(bundles, tmp_path):
    before = os.umask(0o077)
    try:
        install(bundles[FIRST], tmp_path / "root")
    finally:
        os.umask(before)
    home = tmp_path / "root/opt/chainboard/current"

    for part in (
        home,
        home.parent,
        home / "dashboard.py",
        home / ".venv/bin/python",
        home / "pages",
    ):
        assert part.stat().st_mode & 0o004, part


def test_there_is_nothing_to_go_back_to_after_the_first(bundles, tmp_path):
    install(bundles[FIRST], tmp_path)

    said = install(bundles[FIRST], tmp_path, "--rollback")
    assert said.returncode == 1 and "no release before" in said.stderr


def test_wrong_use_is_told(bundles, tmp_path):
    assert "--rollback" in install(bundles[FIRST], tmp_path, "--upgrade").stderr
    assert not (tmp_path / "opt").exists()


def test_a_bundle_is_made_of_the_lock_with_its_hashes_for_both_machines():
    made = (ROOT / "scripts/package.sh").read_text(encoding="utf-8")

    assert re.findall(r"for machine in (.*); do", made) == ["x86_64 aarch64"]
    assert "--require-hashes --only-binary=:all:" in made and "-r requirements.lock" in made
    assert " archive --format=tar.gz" in made and "SHA256SUMS" in made
    lock = (ROOT / "deploy/pip.lock").read_text(encoding="utf-8")
    assert re.search(r"^pip==[\d.]+ \\\n    --hash=sha256:[0-9a-f]{64}$", lock, re.MULTILINE)
