"""Packs of a release, kept so that later releases are tried on them.

    python tests/store/city/pack_release.py RELEASE OUT.tar.xz

RELEASE is a checkout of the release, whose own commands make everything: the published pack, and
a city pack of three loads, the second withdrawn, with its lists of who owes and who leads, and a
job of the intake page whose end nobody has read. The archive beside the tests of this folder,
release_5.tar.xz, is of the last release with schema 5.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

OFFICE = "市工信局"
INDICATORS = """产业链,县区,指标,期间,口径,数值,单位
油煤气化工产业链,西峰区,产业链产值,2026-08,累计,{august},亿元
油煤气化工产业链,西峰区,产业链产值,2026-09,累计,{september},亿元
油煤气化工产业链,庆城县,产业链产值,2026-09,累计,34.5,亿元
"""
PROJECTS = """项目编号,项目名称,产业链,县区,总投资（亿元）,年度计划投资（亿元）,本月完成（亿元）,本年完成（亿元）,累计完成（亿元）,实际开工,截至期间
P1,甲装置,油煤气化工产业链,西峰区,12.5,4,0.5,3.2,3.2,2026-03-15,2026-09
P2,乙管线,油煤气化工产业链,庆城县,6,2,0.2,1.1,1.1,2026-04-20,2026-09
"""
FILES = {
    "九月.csv": INDICATORS.format(august=80, september=90),
    "误报.csv": INDICATORS.format(august=80, september=900),
    "项目.csv": PROJECTS,
}
LISTS = {
    "expected.csv": "office_zh,office_en,template,every,due_day,first_period\n"
    "市工信局,City Industry Bureau,indicators,month,12,2026-05\n",
    "roles.csv": "chain_id,role,holder_zh,holder_en\n"
    "petrochem,lead_bureau,市工信局,City Industry Bureau\n",
}
JOB = {"file_name": "十月.csv", "chosen": None}
ENDED = {"ended": True, "ok": False, "words": ["这个文件没有可导入的行"], "loaded": None}


def make(release: Path, var: Path, sent: Path) -> None:
    """Both packs of the release, in the folder var; sent is where its files lie."""

    def run(*command: str) -> None:
        subprocess.run(
            [sys.executable, "-m", "chainboard", *command],
            cwd=release,
            env={**os.environ, "CHAINBOARD_VAR": str(var), "PYTHONPATH": str(release)},
            check=True,
        )

    city = var / "city"
    write(city, LISTS)
    write(sent, FILES)
    run("build", "--pack", "published")
    by = ("--by", OFFICE)
    for name in ("九月.csv", "误报.csv"):
        run("load", str(sent / name), *by)
    run("withdraw", "2", *by, "--reason", "单位错填")
    run("load", str(sent / "项目.csv"), *by)
    write(city / "inbox" / "files", {f"{'0' * 64}.csv": FILES["九月.csv"]})
    job = {"job.json": JOB, "state.json": ENDED}
    told = {name: json.dumps(each, ensure_ascii=False) for name, each in job.items()}
    write(city / "inbox" / "jobs" / "20261115T090000-00", told)


def write(folder: Path, texts: dict[str, str]) -> None:
    """The texts as files of a folder, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")


def main() -> None:
    """Make the packs and the archive; main.duckdb of published is left out: it is made anew."""
    release, out = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    with tempfile.TemporaryDirectory() as made:
        var = Path(made) / "var"
        make(release, var, Path(made) / "sent")
        (var / "published" / "main.duckdb").unlink()
        with tarfile.open(out, "w:xz", preset=9) as archive:
            for pack in ("published", "city"):
                archive.add(var / pack, pack, filter=nobody)


def nobody(member: tarfile.TarInfo) -> tarfile.TarInfo | None:
    """A file without its owner; locks stay behind."""
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    return None if member.name.endswith(".lock") else member


if __name__ == "__main__":
    main()
