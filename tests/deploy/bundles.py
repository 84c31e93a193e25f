"""A bundle as make package makes it, but without the libraries: the tests have them."""

from __future__ import annotations

import ensurepip
import hashlib
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from chainboard.store.place import ROOT
from tests.deploy.proxies import DEPLOY

VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"


def bundle(folder: Path, name: str, tree: Path, python: str = VERSION) -> Path:
    """The bundle of one release in a folder of its own.

    tree  the source in it, as tree_of makes it
    """
    made = folder / name
    (made / "wheels").mkdir(parents=True)
    found = sorted((Path(ensurepip.__file__).parent / "_bundled").glob("pip-*.whl"))
    if not found:
        pytest.skip("this Python brings no wheel of pip")
    shutil.copy(found[0], made / "wheels")
    with tarfile.open(made / "source.tar.gz", "w:gz", compresslevel=1) as archive:
        archive.add(tree, "source")
    shutil.copy(DEPLOY / "install.sh", made)
    (made / "RELEASE").write_text(f"release={name}\npython={python}\n", encoding="utf-8")
    seal(made)
    return made


def tree_of(folder: Path) -> Path:
    """Of the source what install.sh looks at, with a lock that asks for nothing."""
    tree = folder / "source"
    for part in (".streamlit", "deploy", "pages"):
        shutil.copytree(ROOT / part, tree / part, ignore=shutil.ignore_patterns("__pycache__"))
    (tree / "chainboard").mkdir()
    shutil.copy(ROOT / "dashboard.py", tree)
    (tree / "requirements.lock").write_text("# nothing\n", encoding="utf-8")
    return tree


def seal(made: Path) -> None:
    """Write SHA256SUMS of all files."""
    files = [
        file for file in sorted(made.rglob("*")) if file.is_file() and file.name != "SHA256SUMS"
    ]
    sums = (
        f"{hashlib.sha256(f.read_bytes()).hexdigest()}  ./{f.relative_to(made)}\n" for f in files
    )
    (made / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")


def install(
    made: Path, root: Path, *given: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    """What install.sh says, run where ROOT stands for the top of a machine."""
    own = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8", "ROOT": str(root)}
    return subprocess.run(
        ["sh", str(made / "install.sh"), *given],
        env={**own, "PYTHON": sys.executable, **environment},
        capture_output=True, encoding="utf-8", check=False, timeout=300,
    )  # fmt: skip
