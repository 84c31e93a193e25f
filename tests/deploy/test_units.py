"""The units of systemd, the rotation of logs and the container file, checked by their parts."""

from __future__ import annotations

import re
import subprocess
from configparser import ConfigParser
from pathlib import Path

import pytest

from chainboard.commands import _parser
from chainboard.store.place import ROOT
from tests.deploy.proxies import DEPLOY, needed

SERVICES = sorted(DEPLOY.glob("*.service"))
TIMERS = sorted(DEPLOY.glob("*.timer"))
MOST_EXPOSED = 2.0  # of 10, as systemd-analyze counts it; an ordinary service has 9.6
PYTHON = "/opt/chainboard/current/.venv/bin/python"


def read(unit: Path) -> ConfigParser:
    found = ConfigParser(strict=False, interpolation=None, delimiters=("=",))
    found.optionxform = str  # type: ignore[assignment,method-assign]
    found.read_string(unit.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("unit", [*SERVICES, *TIMERS], ids=lambda unit: unit.name)
def test_systemd_knows_every_word_of_a_unit(unit, tmp_path):
    """The program that it starts need not be there."""
    for each in (*SERVICES, *TIMERS):
        text = each.read_text(encoding="utf-8").replace(PYTHON, "/bin/true")
        (tmp_path / each.name).write_text(text, encoding="utf-8")

    said = subprocess.run(
        [needed("systemd-analyze"), "verify", str(tmp_path / unit.name)],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert [line for line in said.stderr.splitlines() if "chainboard" in line] == []


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_a_service_is_shut_in(unit):
    said = subprocess.run(
        [needed("systemd-analyze"), "security", "--offline=true", "--no-pager", str(unit)],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    (exposure,) = re.findall(r"exposure level for .*: ([\d.]+)", said.stdout)

    assert float(exposure) <= MOST_EXPOSED
    service = read(unit)["Service"]
    assert service["User"] == "chainboard" and service["ReadWritePaths"] == "/var/lib/chainboard"
    asked = ("NoNewPrivileges", "PrivateTmp", "ProtectHome", "PrivateDevices")
    assert [name for name in asked if service[name] != "yes"] == []
    assert service["ProtectSystem"] == "strict"


def test_the_board_starts_again_and_may_open_the_files_it_needs():
    service = read(DEPLOY / "chainboard.service")["Service"]

    assert (service["Restart"], service["LimitNOFILE"]) == ("always", "65536")
    assert service["KillMode"] == "process"  # a load that a page started goes on
    assert service["ExecStart"].startswith(f"{PYTHON} -m streamlit run dashboard.py ")


@pytest.mark.parametrize("unit", TIMERS, ids=lambda unit: unit.name)
def test_a_timer_starts_a_command_that_there_is(unit):
    service = read(unit.with_suffix(".service"))["Service"]
    program, given = service["ExecStart"].split(" -m chainboard ")

    assert program == PYTHON and service["Type"] == "oneshot"
    assert callable(_parser().parse_args(given.split()).run)
    said = subprocess.run(
        [needed("systemd-analyze"), "calendar", read(unit)["Timer"]["OnCalendar"]],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert said.returncode == 0


def test_logs_are_turned(tmp_path):
    program = needed("logrotate")
    text = (DEPLOY / "logrotate").read_text(encoding="utf-8")
    text = re.sub(r"create .*", "create", text).replace("/var/log/nginx", str(tmp_path))
    (tmp_path / "chainboard.log").write_text("a line\n", encoding="utf-8")
    (tmp_path / "rotate").write_text(
        text.replace("/run/nginx.pid", str(tmp_path / "none")), encoding="utf-8"
    )

    for _week in range(2):
        subprocess.run(
            [program, "--force", "--state", str(tmp_path / "state"), str(tmp_path / "rotate")],
            check=True, capture_output=True,
        )  # fmt: skip
        (tmp_path / "chainboard.log").write_text("another\n", encoding="utf-8")
    assert (tmp_path / "chainboard.log.1").read_text(encoding="utf-8") == "another\n"
    assert (tmp_path / "chainboard.log.2.gz").exists()


def steps() -> list[tuple[str, str]]:
    """The instructions of the container file, each with what it is given."""
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [(line.split(None, 1)[0], line.split(None, 1)[1]) for line in lines]


def test_the_container_file_copies_what_there_is_and_runs_as_nobody_special():
    """No base image can be fetched where the tests run: its parts are checked, it is not built."""
    found = steps()
    copied = [word for name, given in found if name == "COPY" for word in given.split()[:-1]]
    users = [given for name, given in found if name == "USER"]

    assert [
        word for word in copied if not word.startswith("--") and not (ROOT / word).exists()
    ] == []
    assert users == ["chainboard"]
    (base,) = [given for name, given in found if name == "FROM"]
    assert re.fullmatch(r"python:3\.\d+\.\d+-slim-\w+", base)
    assert any("--require-hashes -r requirements.lock" in given for _name, given in found)


def test_what_the_board_needs_to_run_is_copied_into_the_container():
    copied = " ".join(given for name, given in steps() if name == "COPY").split()
    needed_to_run = {"chainboard", "pages", "queries", "data", "static", "locale", ".streamlit"}

    assert needed_to_run | {"dashboard.py", "requirements.lock", "pyproject.toml"} <= set(copied)
