"""Fetch Noto Sans SC in slices from npm and write static/fonts/ and its stylesheet.

Needs npm and a network; run it only to raise the version. Everything it writes is committed,
so that the board asks no other host for a font.

    python scripts/fonts.py
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

PACKAGE = "@fontsource-variable/noto-sans-sc@5.3.1"
FONTS = Path(__file__).resolve().parents[1] / "static" / "fonts"
HEAD = f"""\
/* Noto Sans SC in slices; a browser fetches only those whose characters stand on the page.
   Written by scripts/fonts.py from npm {PACKAGE}. SIL Open Font License 1.1: OFL.txt */
"""
FACE = """\
@font-face {{
  font-family: "Noto Sans SC";
  font-style: normal;
  font-weight: 100 900;
  font-display: swap;
  src: url("{file}") format("woff2");
  unicode-range: {characters};
}}
"""


def main() -> None:
    """Replace every slice, the licence and the stylesheet."""
    with tempfile.TemporaryDirectory() as folder:
        package = unpacked(Path(folder))
        css = (package / "wght.css").read_text(encoding="utf-8")
        faces = slices(css)
        FONTS.mkdir(parents=True, exist_ok=True)
        for old in FONTS.glob("*.woff2"):
            old.unlink()
        for file, _ in faces:
            shutil.copyfile(package / "files" / file, FONTS / file)
        shutil.copyfile(package / "LICENSE", FONTS / "OFL.txt")
    sheet = HEAD + "".join(FACE.format(file=file, characters=range_) for file, range_ in faces)
    (FONTS / "noto-sans-sc.css").write_text(sheet, encoding="utf-8")
    weight = sum(file.stat().st_size for file in FONTS.glob("*.woff2"))
    print(f"{len(faces)} slices, {weight:,} bytes; stylesheet {len(sheet.encode()):,} bytes")


def unpacked(folder: Path) -> Path:
    """The package's folder, as npm delivers it."""
    subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True)
    (archive,) = folder.glob("*.tgz")
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")
    return folder / "package"


def slices(css: str) -> list[tuple[str, str]]:
    """File name and unicode-range of each upright slice, in the order of the package."""
    found = re.findall(r"url\(\./files/([^)]+)\).*?unicode-range:\s*([^;]+);", css, re.DOTALL)
    if not found:
        raise SystemExit(f"{PACKAGE} has no slices where this script looks for them")
    return [(file, range_.strip()) for file, range_ in found]


if __name__ == "__main__":
    main()
