#!/usr/bin/env bash
# What the browser tests, the bench and the pictures need besides Python: Chromium, its headless
# shell (the tests run in it), and fonts with Chinese characters.
# CHROMIUM names another Chromium; then Debian's are not installed.
set -euo pipefail
cd "$(dirname "$0")"

packages=()
programs=(chromium chromium-headless-shell)
[ -n "${CHROMIUM:-}" ] && programs=("$CHROMIUM")
for program in "${programs[@]}"; do
    if ! command -v "$program" >/dev/null; then
        if [ -n "${CHROMIUM:-}" ]; then
            echo "CHROMIUM is $CHROMIUM, which is not a program here." >&2
            exit 1
        fi
        packages+=("$program")
    fi
done
if ! fc-list :lang=zh-cn 2>/dev/null | grep -q .; then
    packages+=(fonts-noto-cjk)
fi
[ "${#packages[@]}" -eq 0 ] && exit 0

if ! bash debian.sh "${packages[@]}"; then
    echo "Without it there are no browser tests; 'make check' runs all the others." >&2
    exit 1
fi
