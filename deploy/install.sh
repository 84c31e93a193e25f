#!/bin/sh
# Install the board from its bundle on a machine that may have no network. Needs python3 of the
# version that RELEASE names; pip runs from its wheel. Run it again with a newer bundle to upgrade.
#
#   sh install.sh               into /opt/chainboard, /etc/chainboard, /var/lib/chainboard
#   sh install.sh --rollback    back to the release before (data: docs/server.md)
#
# PYTHON=…  another interpreter than python3      ROOT=…  a folder that stands for /
set -eu
umask 022  # the account of the board reads what root installs

ROOT=${ROOT:-}
home=$ROOT/opt/chainboard
etc=$ROOT/etc/chainboard
var=$ROOT/var/lib/chainboard

stop() {
    echo "$1" >&2
    exit 1
}

point() { # the link $1 leads to the release $2, at one stroke
    ln -sfn "releases/$2" "$home/$1.new"
    mv -Tf "$home/$1.new" "$home/$1"
}

if [ "${1:-}" = --rollback ]; then
    [ -L "$home/previous" ] || stop "没有上一个版本。 There is no release before this one."
    now=$(basename "$(readlink "$home/current")")
    before=$(basename "$(readlink "$home/previous")")
    point current "$before"
    point previous "$now"
    echo "现在是 $before。 Now: $before. systemctl restart chainboard"
    exit 0
fi
[ $# -eq 0 ] || stop "用法 Usage: sh install.sh [--rollback]"

cd "$(dirname "$0")"
bundle=$(pwd)
sha256sum --quiet -c SHA256SUMS || stop "安装包不完整或被改动。 The bundle is incomplete or was changed."
release=$(sed -n 's/^release=//p' RELEASE)
meant=$(sed -n 's/^python=//p' RELEASE)
python=${PYTHON:-python3}
command -v "$python" >/dev/null || stop "没有 $python。 There is no $python. PYTHON=…"
found=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
[ "$found" = "$meant" ] ||
    stop "安装包用于 Python $meant，$python 是 $found。 It is for Python $meant, $python is $found: PYTHON=…"

into=$home/releases/$release
if [ ! -f "$into/.installed" ]; then
    echo "安装 Install: $into"
    rm -rf "$into"
    mkdir -p "$into"
    "$python" -c 'import sys, tarfile; tarfile.open(sys.argv[1]).extractall(sys.argv[2])' source.tar.gz "$into"
    mv "$into"/source/* "$into"/source/.[!.]* "$into"
    rmdir "$into/source"
    "$python" -m venv --without-pip "$into/.venv"
    "$into/.venv/bin/python" "$(echo "$bundle"/wheels/pip-*.whl)/pip" install -q --no-index \
        --disable-pip-version-check --no-warn-script-location --root-user-action=ignore \
        --find-links "$bundle/wheels" --require-hashes -r "$into/requirements.lock"
    (cd "$into" && .venv/bin/python -m compileall -q chainboard pages dashboard.py)
    : >"$into/.installed"
fi

mkdir -p "$etc" "$var" "$ROOT/usr/local/bin"
ln -sf /opt/chainboard/current/deploy/chainboard "$ROOT/usr/local/bin/chainboard"
[ -f "$etc/chainboard.toml" ] || cp "$into/deploy/chainboard.toml" "$etc/chainboard.toml"
if [ -z "$ROOT" ] && [ "$(id -u)" -eq 0 ]; then
    id chainboard >/dev/null 2>&1 ||
        useradd --system --home-dir "$var" --shell /usr/sbin/nologin chainboard
    chown chainboard:chainboard "$var"
    chmod 700 "$var"
    if [ -d /etc/systemd/system ]; then
        cp "$into"/deploy/chainboard*.service "$into"/deploy/chainboard*.timer /etc/systemd/system/
    fi
fi
standing=$(readlink "$home/current" 2>/dev/null || :)
if [ -n "$standing" ] && [ "$(basename "$standing")" != "$release" ]; then
    point previous "$(basename "$standing")"
fi
point current "$release"
echo "已安装 Installed: $release. 下一步见 Next: $home/current/docs/server.md"
