#!/usr/bin/env bash
# Collect the Chinese source texts, bring both catalogues up to date, compile them.
# A text without an English translation stays empty in locale/en; a test names it. What is no
# longer said is printed with its English, which a changed text may want again.
set -euo pipefail
cd "$(dirname "$0")/.."

pybabel() {
    .venv/bin/python -m babel.messages.frontend "$@"
}
english=locale/en/LC_MESSAGES/chainboard.po
template=$(mktemp)
before=$(mktemp)
trap 'rm -f "$template" "$before"' EXIT
cp "$english" "$before"

pybabel -q extract -k say -k N_ -F babel.cfg --no-location --sort-output --no-wrap -o "$template" .
pybabel -q update -D chainboard -i "$template" -d locale --no-wrap \
    --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date
pybabel compile -D chainboard -d locale --statistics
.venv/bin/python - "$before" "$english" <<'PYTHON'
import sys
from babel.messages.pofile import read_po

before, now = (read_po(open(path, "rb"), locale="en") for path in sys.argv[1:])
for text in sorted({m.id: m.string for m in before if m.id and m.id not in now}.items()):
    print("No longer said: {} = {}".format(*text))
for message in now:
    if message.id and not message.string:
        print(f"Wants its English in locale/en: {message.id}")
PYTHON
