"""Every panel of every pack as the browser gets it, in files that can be compared.

    python scripts/panels_as_json.py FOLDER
    python scripts/panels_as_json.py --compare BEFORE AFTER [--most 40]

The first writes one gzipped file of JSON lines a pack, language and theme, the second says what
differs between two such folders and ends with 1 when anything does. A difference that many panels
share is one line: indices of lists are written *.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import product
from multiprocessing import get_context
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from chainboard.board import address
from chainboard.board.scene import choices_of, start_of
from chainboard.navigation import Question, pages, questions
from chainboard.packs import PACKS
from chainboard.page import AXES, Axis, Page
from chainboard.sheet.scope import asked, whole
from chainboard.sheet.screen import screen
from chainboard.store import editions
from chainboard.view import View

ABSENT = "(absent)"
SHORT = 90
HEAD = re.compile(r'\{"page": "([^"]*)", "panel": "([^"]*)", "view": "([^"]*)"')
Key = tuple[str, str, str]
Difference = tuple[str, Any, Any]


@dataclass(frozen=True)
class Told:
    """How writing one file went."""

    file: str
    panels: int
    hidden: int
    errors: int
    seconds: float


def views(page: Page, start: View) -> Iterator[View]:
    """The views of a page: every choice of its switch now and earlier, then of its filters."""
    if page.switch and not page.has_all:
        start = replace(start, **{page.switch: choices_of(start).first(page.switch)})  # type: ignore[arg-type]
    switched = [start, *_each(start, AXES.get(page.switch))]
    yield from switched
    if (page.switch or page.filters) and (period := _earlier(start)):
        yield from (replace(view, period=period) for view in switched)
    for name in page.filters:
        if name != "period":
            yield from (view for view in _each(start, AXES[name]) if whole(view) == view)


def _each(start: View, axis: Axis | None) -> list[View]:
    """The view with every choice of an axis but its default."""
    if axis is None:
        return []
    rows = choices_of(start).rows.get(axis.name, ())
    values = [value for value in axis.values if value != axis.default]
    values += [row[axis.ids] for row in rows]
    return [replace(start, **{axis.name: value}) for value in values]  # type: ignore[arg-type]


def _earlier(start: View) -> str:
    """The newest period that ends a year or more before the latest one, "" for none."""
    ends = [row.period_end for row in choices_of(start).rows["period"]]
    earlier = [end for end in ends if (ends[0] - end).days > 360]
    return address.period_of(earlier[0]) if earlier else ""


def name_of(view: View) -> str:
    """The filters of a view as a line names them, without pack, language and theme."""
    more = {name: value for name in ("park", "basis", "map") if (value := getattr(view, name))}
    default = View()
    changed = [f"{name}={value}" for name, value in more.items() if value != getattr(default, name)]
    return "&".join([address.mark(view), *changed])


def content(page: Page, question: Question, view: View) -> Any:
    """A panel as the browser reads it; None where the pack leaves it out."""
    made = screen(asked(page, question, view))
    return json.loads(made) if made else None


def lines(start: View) -> Iterator[dict[str, Any]]:
    """A line a page, view and panel; one that fails says why. Pages of no edition are left out."""
    kept = [page for page in pages() if not page.is_internal]
    for page in sorted(kept, key=lambda page: page.address):
        for view, question in product(dict.fromkeys(views(page, start)), questions(page)):
            line = {"page": page.address, "panel": question.__name__, "view": name_of(view)}
            try:
                yield line | {"content": content(page, question, view)}
            except Exception as fault:  # noqa: BLE001
                yield line | {"error": f"{type(fault).__name__}: {fault}"}


def write(folder: Path, pack: str, lang: str, theme: str) -> Told:
    """Write the file of one pack, language and theme."""
    began, number = time.monotonic(), editions.current(pack)
    assert number is not None
    start = start_of(View(pack=PACKS[pack], edition=number, lang=lang, theme=theme))
    file, told = folder / f"{pack}-{lang}-{theme}.jsonl.gz", {"all": 0, "hidden": 0, "errors": 0}
    # Without name and time in its head, the same panels make the same file.
    with file.open("wb") as out, gzip.GzipFile("", "wb", 4, out, mtime=0) as packed:
        for line in lines(start):
            packed.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
            told["all"] += 1
            told["hidden"] += line.get("content", "") is None
            told["errors"] += "error" in line
    return Told(file.name, *told.values(), time.monotonic() - began)


def write_all(folder: Path, only: str) -> int:
    """Write every file whose name begins with only, two at a time; 1 when a panel failed."""
    folder.mkdir(parents=True, exist_ok=True)
    packs = [pack for pack in PACKS if editions.current(pack) is not None]
    for pack in sorted(set(PACKS) - set(packs)):
        print(f"{pack}: no edition, skipped")
    jobs = [
        (folder, *names)
        for names in product(packs, ("zh", "en"), ("light", "projector"))
        if "-".join(names).startswith(only)
    ]
    if not jobs:
        print("nothing to write")
        return 1
    failed = 0
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        for told in pool.map(write, *zip(*jobs, strict=True)):
            failed += told.errors
            print(
                f"{told.file}: {told.panels} panels, {told.hidden} left out, {told.errors} errors,"
                f" {told.seconds:.0f} s",
                flush=True,
            )
    return int(failed > 0)


def read(file: Path) -> dict[Key, str]:
    """The lines of a file by page, panel and view, as text; none of a file that is not there."""
    if not file.exists():
        return {}
    with gzip.open(file, "rt", encoding="utf-8") as told:
        return {HEAD.match(text).groups(): text for text in told}  # type: ignore[union-attr]


def differences(before: Any, after: Any, path: str = "") -> Iterator[Difference]:
    """What differs between two values, as path, old and new; a list longer or shorter as .length"""
    if isinstance(before, dict) and isinstance(after, dict):
        for name in dict.fromkeys((*before, *after)):
            values = before.get(name, ABSENT), after.get(name, ABSENT)
            yield from differences(*values, f"{path}.{name}")
    elif isinstance(before, list) and isinstance(after, list):
        if len(before) != len(after):
            yield f"{path}.length", len(before), len(after)
        for place, values in enumerate(zip(before, after, strict=False)):
            yield from differences(*values, f"{path}[{place}]")
    elif type(before) is not type(after) or before != after:
        yield path, before, after


def of_panel(before: str | None, after: str | None) -> list[Difference]:
    """What differs between two lines; a panel that only one side has is one difference."""
    if before == after:
        return []
    if before is None or after is None:
        return [("(panel)", *(ABSENT if text is None else "there" for text in (before, after)))]
    return list(differences(json.loads(before), json.loads(after)))


def compare(before: Path, after: Path, most: int) -> int:
    """Print how two folders differ, a line a page, panel and path; 1 when they do."""
    same, different = 0, 0
    found: dict[Key, list[str]] = {}
    files = sorted({path.name for folder in (before, after) for path in folder.glob("*.jsonl.gz")})
    if not files:
        raise SystemExit(f"no panels in {before} or {after}")
    for file in files:
        old, new = read(before / file), read(after / file)
        for key in dict.fromkeys((*old, *new)):
            told = of_panel(old.get(key), new.get(key))
            same, different = same + (not told), different + bool(told)
            for path, was, now in told:
                group = (*key[:2], re.sub(r"\[\d+\]", "[*]", path))
                example = f"{file.split('.')[0]} {key[2]} {path}: {short(was)} -> {short(now)}"
                found.setdefault(group, []).append(example)
    print(f"{same} panels are equal, {different} differ in {len(found)} ways")
    for (page, panel, path), examples in list(found.items())[:most]:
        print(f"{page} {panel} {path}: {len(examples)} times\n    {examples[0]}")
    if len(found) > most:
        print(f"... and {len(found) - most} more ways")
    return int(different > 0)


def short(value: Any) -> str:
    """A value as JSON, cut where it is long."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= SHORT else f"{text[:SHORT]}..."


def main() -> int:
    """Write the folder, or compare two."""
    asked = argparse.ArgumentParser(description="Every panel as JSON: write them, compare them.")
    asked.add_argument("folder", nargs="?", type=Path, help="where the files go")
    asked.add_argument("--only", default="", help="files whose name begins so: city-zh")
    asked.add_argument("--compare", nargs=2, type=Path, metavar=("BEFORE", "AFTER"))
    asked.add_argument("--most", type=int, default=40, help="how many differences are listed")
    told = asked.parse_args()
    if told.compare:
        return compare(*told.compare, told.most)
    if told.folder is None:
        asked.error("name a folder, or --compare two")
    return write_all(told.folder, told.only)


if __name__ == "__main__":
    sys.exit(main())
