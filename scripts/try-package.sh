#!/usr/bin/env bash
# Install a bundle where there is nothing but the system: no network, no folder of this machine but
# those of the system, no environment. The board must then answer, fonts among it, and check itself.
# python3 is the system's; PYTHON=… names another below /usr.
set -euo pipefail
bundle=$(realpath "$1")
if ! unshare -rnm true 2>/dev/null; then
    echo "Not tried: this machine does not let anybody make a network of their own." >&2
    exit 0
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/bundle"
tar -C "$scratch/bundle" --strip-components 1 -xf "$bundle"
cat >"$scratch/try.sh" <<'TRY'
set -eu
"${PYTHON:-python3}" - <<'UP'  # the loopback of a new network is down
import fcntl, socket, struct
with socket.socket() as any_one:
    fcntl.ioctl(any_one, 0x8914, struct.pack("16sh14x", b"lo", 0x41))
UP
ROOT=/mnt/target sh /mnt/bundle/install.sh
cd /mnt/target/opt/chainboard/current
export CHAINBOARD_VAR=/mnt/target/var/lib/chainboard
export CHAINBOARD_CONFIG=/mnt/target/etc/chainboard/chainboard.toml
.venv/bin/python -m chainboard build --pack published
.venv/bin/python -m chainboard selfcheck
.venv/bin/python -m streamlit run dashboard.py --server.port 8501 &
server=$!
trap 'kill $server' EXIT
.venv/bin/python - <<'ASK'
import json, socket, time, urllib.request

def asked(path):
    with urllib.request.urlopen(f"http://127.0.0.1:8501{path}", timeout=60) as answer:
        return answer.read()

for left in range(120, -1, -1):
    try:
        asked("/_stcore/health")
        break
    except OSError:
        if not left:
            raise
        time.sleep(0.5)
page = asked("/chain?lang=en")
assert b'"edition":"published-000001"' in page
assert b"font-face" in asked("/app/static/fonts/noto-sans-sc.css")
assert json.loads(asked("/healthz"))["status"] != "fault"
try:
    socket.create_connection(("192.0.2.1", 80), timeout=5)
except OSError:
    print(f"Tried: {len(page):,} bytes of a page, fonts and health, without a network")
else:
    raise SystemExit("there was a network")
ASK
TRY
# shellcheck disable=SC2016  # for the shell inside
SCRATCH=$scratch unshare -rnm bash -euc '
    mount --bind "$SCRATCH" /mnt
    for place in /*; do
        case "$place" in
            /usr | /etc | /dev | /proc | /sys | /mnt | /lib* | /bin | /sbin) ;;
            *) [ -L "$place" ] || [ ! -d "$place" ] || mount -t tmpfs tmpfs "$place" ;;
        esac
    done
    cd /mnt
    exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 ${PYTHON:+PYTHON="$PYTHON"} sh try.sh'
