"""What is installed: the locks hold what requirements*.txt choose, and agree with each other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.lock", "requirements-scale.lock", "requirements-dev.lock")
INSTALLED = ("requirements.lock", "requirements-dev.lock")  # by the two commands
SYSTEMS = (
    {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
    {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
)
PYTHONS = ("3.11.0", "3.12.0", "3.13.0", "3.14.0", "3.15.0")


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def locked(name: str) -> dict[tuple[str, str], tuple[str, list[str]]]:
    """Of a lock: package and marker to version and hashes."""
    found = {}
    for entry in re.split(r"\n(?=\w)", re.sub(r"^ *#.*\n", "", text(name), flags=re.MULTILINE)):
        asked, *hashes = re.split(r"\s*\\\n\s*--hash=", entry.strip())
        one = Requirement(asked)
        (version,) = one.specifier
        assert version.operator == "=="
        found[one.name.lower(), str(one.marker or "")] = version.version, hashes
    assert len(found) > 20
    return found


def chosen(name: str) -> dict[str, str]:
    """What one of requirements*.txt says itself: package to version."""
    lines = re.findall(r"^([\w.-]+)==(\S+)", text(name), flags=re.MULTILINE)
    return {re.sub(r"[._-]+", "-", package).lower(): version for package, version in lines}


@pytest.mark.parametrize("lock", LOCKS)
def test_what_we_choose_stands_in_the_lock_for_every_system(lock):
    files = ["requirements.txt", "requirements-scale.txt", "requirements-dev.txt"]
    names = files[: LOCKS.index(lock) + 1]
    chosen_here = {package: version for name in names for package, version in chosen(name).items()}
    pins = locked(lock)

    lacking = {
        package: version
        for package, version in chosen_here.items()
        if pins.get((package, ""), ("", []))[0] != version
    }
    assert lacking == {}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_file_of_a_lock_is_known_by_its_hash(lock):
    hashes = {package: found for package, (_version, found) in locked(lock).items()}

    odd = [each for found in hashes.values() for each in found]
    assert [package for package, found in hashes.items() if not found] == []
    assert [each for each in odd if not re.fullmatch(r"sha256:[0-9a-f]{64}", each)] == []


def test_what_develops_the_board_and_firm_rows_run_with_what_runs_it():
    running, scale, developing = map(locked, LOCKS)

    assert {package: scale.get(package) for package in running} == running
    assert {package: developing.get(package) for package in scale} == scale


def test_a_city_installs_nothing_of_what_firm_rows_need():
    assert not {package for package, _marker in locked("requirements.lock")} & {
        "deltalake",
        "pyspark-client",
        "sqlglot",
        "pysail",
    }


@pytest.mark.parametrize("lock", LOCKS)
def test_one_system_and_python_gets_at_most_one_version_of_a_package(lock):
    conditions: dict[str, list[str]] = {}
    for package, marker in locked(lock):
        conditions.setdefault(package, []).append(marker)
    twice = {package: markers for package, markers in conditions.items() if len(markers) > 1}

    for system in SYSTEMS:
        for python in PYTHONS:
            here = {**system, "python_full_version": python, "python_version": python[:4]}
            for package, markers in twice.items():
                holding = [marker for marker in markers if Marker(marker).evaluate(here)]
                assert len(holding) == 1, (package, here)


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_place_to_fetch_from(lock):
    """It is installed behind any mirror."""
    assert re.findall(r"://|index-url|find-links", text(lock)) == []


def test_the_commands_install_the_locks_with_their_hashes():
    makefile, windows = text("Makefile"), text("run.bat")
    (pip,) = re.findall(r"^PIP := (.*)", makefile, flags=re.MULTILINE)

    assert pip.endswith("pip install -qq --require-hashes")
    assert re.findall(r"\$\(PIP\) -r (\S+)", makefile) == list(INSTALLED)
    assert re.findall(r"pip install (.*)", windows) == ["-q --require-hashes -r requirements.lock"]
    assert "fc /b requirements.lock .venv\\installed.txt" in windows
    assert "copy /y requirements.lock .venv\\installed.txt" in windows
