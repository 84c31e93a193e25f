#!/usr/bin/env bash
# Bundle what a brief as one HTML file draws with, from the board's own files, for Chromium 81.
# Needs node and a network the first time; run it when chainboard/board/web or briefs/web changes.
# What it writes is committed: nobody who runs the board needs node.
#   bash scripts/bundle.sh [FOLDER]    the bundle into FOLDER instead of chainboard/briefs/web
set -euo pipefail
cd "$(dirname "$0")/.."

tools=${XDG_CACHE_HOME:-$HOME/.cache}/chainboard/bundle
mkdir -p "$tools"
if ! cmp -s scripts/bundle/package-lock.json "$tools/package-lock.json"; then
    cp scripts/bundle/package.json scripts/bundle/package-lock.json "$tools/"
    npm ci --prefix "$tools" --silent --no-audit --no-fund # refuses what has another hash
fi
NODE_PATH="$tools/node_modules" node scripts/bundle/bundle.cjs "${1:-chainboard/briefs/web}"
