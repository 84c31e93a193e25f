"""Every command of docs/server.md, run in the order in which it stands there.

The folders of a machine lie in a folder of the test. What a test cannot do here (SHIMS) is taken
down instead, and held against what there is: units, addresses, targets of make.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from chainboard import way
from chainboard.board import health
from chainboard.store import keeping
from chainboard.store.place import ROOT
from tests.deploy.bundles import bundle, tree_of

pytestmark = pytest.mark.weeks(3)

DOC = (ROOT / "docs/server.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```", DOC, re.MULTILINE | re.DOTALL)
MOVED = (
    "/opt/chainboard",
    "/var/lib/chainboard",
    "/etc/chainboard",
    "/etc/nginx",
    "/etc/logrotate.d",
)
ASKS_AT_A_TERMINAL = {"openssl passwd -apr1": "openssl passwd -apr1 secret"}
SHIMS = ("systemctl", "journalctl", "nginx", "curl", "make", "chown")
VERBS = ("daemon-reload", "enable", "restart", "reload", "stop", "status", "list-timers")


class Machine:
    """Folders that stand for those of a machine, and programs that stand before its own."""

    def __init__(self, folder: Path) -> None:
        self.top, self.desk, self.took = folder / "top", folder / "desk", folder / "took"
        self.source = tree_of(folder)
        programs = folder / "bin"
        for place in (
            programs,
            self.desk,
            *(self.top / each for each in ("etc/nginx/conf.d", "etc/logrotate.d")),
        ):
            place.mkdir(parents=True)
        for name in SHIMS:
            self._program(programs / name, f'echo {name} "$@" >>"{self.took}"')
        self._program(programs / "sudo", 'exec env "$@"')
        home = f"{self.top}/opt/chainboard/current"
        self._program(
            programs / "chainboard",
            f'CHAINBOARD_HOME="{home}" exec "{home}/deploy/chainboard" "$@"',
        )
        self.environment = {
            **{
                name: value
                for name, value in os.environ.items()
                if not name.startswith("CHAINBOARD")
            },
            "PATH": f"{programs}:{os.environ['PATH']}:/usr/sbin",
            "ROOT": str(self.top),
            "PYTHON": sys.executable,
            "CHAINBOARD_VAR": str(self.top / "var/lib/chainboard"),
            "CHAINBOARD_DATA": str(self._data(folder / "data")),
        }

    def _program(self, file: Path, line: str) -> None:
        file.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
        file.chmod(0o755)

    def _data(self, folder: Path) -> Path:
        """The facts without the recipe of the demo, which takes longest to build."""
        folder.mkdir()
        for part in ("dictionary", "published", "city", "geo"):
            (folder / part).symlink_to(ROOT / "data" / part)
        return folder

    def bring(self, release: str) -> None:
        """Lay the bundle of a release on the desk, and nothing else."""
        shutil.rmtree(self.desk)
        self.desk.mkdir()
        bundle(self.desk, release, self.source)
        subprocess.run(["tar", "-cf", f"{release}.tar", release], cwd=self.desk, check=True)
        shutil.rmtree(self.desk / release)
        with (self.desk / f"{release}.tar.sha256").open("wb") as file:
            subprocess.run(["sha256sum", f"{release}.tar"], cwd=self.desk, stdout=file, check=True)

    def run(self, commands: str) -> str:
        """What commands say, of which each must end well."""
        for asked, given in ASKS_AT_A_TERMINAL.items():
            commands = commands.replace(asked, given)
        for place in MOVED:
            commands = commands.replace(place, f"{self.top}{place}")
        ended = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", commands],
            cwd=self.desk, env=self.environment, capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert ended.returncode == 0, f"{commands}\n{ended.stdout}\n{ended.stderr}"
        self._lend_libraries()
        return ended.stdout + ended.stderr

    def _lend_libraries(self) -> None:
        """A release of the test was installed without libraries: this source has them."""
        for release in (self.top / "opt/chainboard/releases").glob("*"):
            if not release.is_symlink():
                shutil.rmtree(release)
                release.symlink_to(ROOT)

    def all_taken(self) -> list[list[str]]:
        return [shlex.split(line) for line in self.took.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """A machine on which all commands of the document were run."""
    if not (ROOT / ".venv/bin/python").exists():
        pytest.skip("the commands run with the libraries of .venv")
    made = Machine(tmp_path_factory.mktemp("machine"))
    made.bring("chainboard-1")
    for block in BLOCKS:
        if "selfcheck\nsudo sh chainboard-*/install.sh" in block:  # the upgrade
            made.bring("chainboard-2")
            made.run("tar -xf chainboard-*.tar")
        made.run(block)
        if "sudo chainboard build\nsudo chainboard verify" in block:  # offices will have sent
            made.run("sudo chainboard build --pack city")
            shutil.rmtree(made.top / "var/lib/chainboard/published")  # what follows is quicker
    return made


def test_every_command_ends_well_and_the_machine_is_as_the_document_says(machine):
    var = machine.top / "var/lib/chainboard"
    configuration = machine.top / "etc/chainboard/chainboard.toml"
    nginx = (machine.top / "etc/nginx/conf.d/chainboard.conf").read_text(encoding="utf-8")

    assert way.configured({way.FILE: str(configuration)}).hosts == ("kanban.example",)
    assert set(re.findall(r"server_name (.*);", nginx)) == {"kanban.example"}
    assert re.findall(r"^ *auth_basic.*", nginx, re.MULTILINE) == ["        auth_basic off;"] * 2
    assert "clerk1" not in (machine.top / "etc/nginx/chainboard.htpasswd").read_text(
        encoding="utf-8"
    )
    assert os.readlink(machine.top / "opt/chainboard/current") == "releases/chainboard-1"
    backups = [
        *(var / "city/backups").iterdir(),
        *(var / "out").iterdir(),
        *(var / "move").iterdir(),
    ]
    assert len(backups) >= 4 and {keeping.check(each) for each in backups} == {"city"}


def test_every_unit_that_is_started_is_one_of_ours_or_of_the_proxy(machine):
    ours = {file.name for file in (ROOT / "deploy").glob("chainboard*.*")} | {"nginx.service"}
    asked = [words[1:] for words in machine.all_taken() if words[0] == "systemctl"]
    units = {word for words in asked for word in words if re.search(r"\.(service|timer)$", word)}
    units |= {words[2] for words in machine.all_taken() if words[:2] == ["journalctl", "-u"]}

    assert units - ours == set() and {words[0] for words in asked} <= set(VERBS)
    timers = {file.name for file in (ROOT / "deploy").glob("*.timer")}
    (enabled,) = [words for words in asked if words[0] == "enable"]
    assert timers | {"chainboard.service"} == set(enabled[2:])


def test_every_address_that_is_asked_is_there(machine):
    asked = {words[-1] for words in machine.all_taken() if words[0] == "curl"}

    assert asked == {f"http://127.0.0.1:8501{route.path}" for route in health.routes()}


def test_every_target_of_make_is_there(machine):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = {words[1] for words in machine.all_taken() if words[0] == "make"}

    assert targets == {"serve", "package"}
    assert [each for each in targets if f"\n{each}:" not in makefile] == []


def test_no_command_stands_where_it_is_not_run():
    """A block is marked as commands (sh), or is a configuration (toml)."""
    assert set(re.findall(r"^```(\w*)$", DOC, re.MULTILINE)) - {""} == {"sh", "toml"}
    assert DOC.count("```") == 2 * (len(BLOCKS) + len(re.findall(r"^```toml", DOC, re.MULTILINE)))


def test_those_who_are_let_in_stand_with_their_offices_and_the_key_is_revoked(machine):
    listed = machine.run("chainboard access list; chainboard access account list")

    assert "sec.admin" in listed and "chain.office" in listed
    assert "链办" in listed and "数据局" in listed
