#!/usr/bin/env bash
# nginx and Caddy for the tests of deploy/, unpacked into .venv/tools and not installed: a package
# that is installed would start a web server. Where they cannot be had the tests are skipped.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PATH:/usr/sbin"
tools=.venv/tools

packages=()
for program in nginx caddy; do
    command -v "$program" >/dev/null || [ -x "$tools/usr/sbin/$program" ] ||
        [ -x "$tools/usr/bin/$program" ] || packages+=("$program")
done
[ "${#packages[@]}" -eq 0 ] && exit 0

skipped() {
    echo "Without ${packages[*]} the tests of deploy/ are skipped: $1" >&2
    exit 0
}
command -v apt-get >/dev/null || skipped "this system has no apt-get"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
chmod 755 "$scratch"
[ "$(id -u)" -ne 0 ] || apt-get -q update >/dev/null 2>&1 || true
(cd "$scratch" && apt-get -q download "${packages[@]}" >/dev/null 2>&1) ||
    skipped "apt-get download does not find them"
mkdir -p "$tools"
for package in "$scratch"/*.deb; do
    dpkg-deb -x "$package" "$tools"
done
