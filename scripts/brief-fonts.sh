#!/usr/bin/env bash
# The fonts of paper: Noto Sans CJK SC, regular and bold, cut to what a brief may print: GB2312,
# Latin letters, the marks of the board, and every character of the catalogues, the data and the
# code. A new character asks for a new cut; a brief with one that is not there is not made.
# The source is Debian's package fonts-noto-cjk (SIL Open Font License 1.1).
set -euo pipefail
cd "$(dirname "$0")/.."

source=${1:-/usr/share/fonts/opentype/noto}
into=chainboard/briefs/fonts
letters=$(mktemp)
trap 'rm -f "$letters"' EXIT

.venv/bin/python - >"$letters" <<'PYTHON'
import subprocess
from itertools import product

GB2312 = "".join(
    bytes(pair).decode("gb2312", "ignore") for pair in product(range(0xA1, 0xF8), range(0xA1, 0xFF))
)
LATIN = "".join(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x180)]))
MARKS = "—–−·…“”‘’‰′″℃㎡㎥①②③④⑤⑥⑦⑧⑨⑩←↑→↓▲▼◆◇◈●○■□▶★☆※×÷±≈≤≥∶・〔〕《》"
held = set(GB2312 + LATIN + MARKS)
named = subprocess.run(["git", "ls-files", "-z"], capture_output=True, check=True, text=True)
for path in named.stdout.split("\0"):
    if path.endswith((".po", ".csv", ".py", ".sql", ".toml", ".json", ".geojson", ".typ")):
        with open(path, encoding="utf-8") as file:
            held |= set(file.read())
print("".join(sorted(letter for letter in held if letter >= " ")), end="")
PYTHON

for weight in Regular Bold; do
    # Number 2 of the collection is SC, simplified Chinese.
    .venv/bin/python -m fontTools.subset "$source/NotoSansCJK-$weight.ttc" --font-number=2 \
        --text-file="$letters" --layout-features=kern,liga,tnum,pwid --no-hinting --desubroutinize \
        --name-IDs=0,1,2,3,4,5,6,13,14,16,17 --output-file="$into/NotoSansCJKsc-$weight.otf"
done
.venv/bin/python - "$into" <<'PYTHON'
import sys
from pathlib import Path

from fontTools.ttLib import TTFont

into = Path(sys.argv[1])
cuts = [TTFont(file).getBestCmap() for file in sorted(into.glob("*.otf"))]
both = sorted(set(cuts[0]).intersection(*cuts))
(into / "letters.txt").write_text("".join(map(chr, both)) + "\n", encoding="utf-8")
PYTHON
ls -l "$into"
