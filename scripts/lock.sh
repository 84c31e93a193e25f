#!/usr/bin/env bash
# Write the locks of requirements.txt, requirements-scale.txt and requirements-dev.txt: all that
# comes with them, for every system and every Python from 3.11, with the hashes of every file of a
# release.
# What is locked already keeps its version unless it must change; arguments go to uv (--upgrade
# raises everything, --upgrade-package NAME one). Behind a mirror set UV_DEFAULT_INDEX.
set -euo pipefail
cd "$(dirname "$0")/.."

tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
"${PYTHON3:-python3}" -m venv "$tools"
"$tools/bin/python" -m pip install -q --disable-pip-version-check uv==0.13.9

lock() {
    UV_CUSTOM_COMPILE_COMMAND="make lock" "$tools/bin/uv" pip compile --quiet --universal \
        --python-version 3.11 --generate-hashes --no-emit-index-url "${@:2}" \
        --output-file "${1%.txt}.lock" "$1"
}
lock requirements.txt "$@"
lock requirements-scale.txt --constraints requirements.lock "$@"
lock requirements-dev.txt --constraints requirements.lock --constraints requirements-scale.lock "$@"
