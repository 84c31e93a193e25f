#!/usr/bin/env bash
# Collect the Chinese source texts, bring both catalogues up to date, compile them.
# A text without an English translation stays empty in locale/en; a test names it.
set -euo pipefail
cd "$(dirname "$0")/.."

pybabel() {
    .venv/bin/python -m babel.messages.frontend "$@"
}
template=$(mktemp)
trap 'rm -f "$template"' EXIT

pybabel -q extract -k say -F babel.cfg --no-location --sort-output --no-wrap -o "$template" .
pybabel -q update -D chainboard -i "$template" -d locale --no-wrap \
    --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date
pybabel compile -D chainboard -d locale --statistics
