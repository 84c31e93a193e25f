#!/usr/bin/env bash
# Make .venv with Python 3.11 or later. PYTHON3 names another interpreter.
set -euo pipefail
cd "$(dirname "$0")/.."

python="${PYTHON3:-python3}"
if ! command -v "$python" >/dev/null; then
    bash scripts/debian.sh python3 python3-venv
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "The board needs Python 3.11 or later; $python is $("$python" -V)." >&2
    exit 1
fi
# Debian keeps ensurepip, which a virtual environment needs, in a package of its own.
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    bash scripts/debian.sh python3-venv
fi

# A half-made environment would look like a whole one to make.
trap 'rm -rf .venv' ERR INT TERM
"$python" -m venv .venv
