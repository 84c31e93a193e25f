#!/usr/bin/env bash
# What the browser tests need besides Python: Chromium, and fonts with Chinese characters.
# CHROMIUM names another Chromium; then Debian's is not installed.
set -euo pipefail
cd "$(dirname "$0")"

packages=()
if ! command -v "${CHROMIUM:-chromium}" >/dev/null; then
    if [ -n "${CHROMIUM:-}" ]; then
        echo "CHROMIUM is $CHROMIUM, which is not a program here." >&2
        exit 1
    fi
    packages+=(chromium)
fi
if ! fc-list :lang=zh-cn 2>/dev/null | grep -q .; then
    packages+=(fonts-noto-cjk)
fi
[ "${#packages[@]}" -eq 0 ] && exit 0

if ! bash debian.sh "${packages[@]}"; then
    echo "Without it there are no browser tests; 'make check' runs all the others." >&2
    exit 1
fi
