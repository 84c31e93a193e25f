#!/usr/bin/env bash
# One file with all that a machine without a network needs: dist/chainboard-VERSION-DATE.tar.
# In it: the committed source (fonts among it), the wheels of requirements.lock for x86-64 and
# aarch64, each checked by its hash, pip's own wheel, install.sh, SHA256SUMS.
# The wheels are for the Python of .venv (3.11 unless you made it with another): which numpy is
# taken depends on it. WHEELS names a folder that keeps them, so that the next bundle is quick.
set -euo pipefail
cd "$(dirname "$0")/.."

python=.venv/bin/python
release=$("$python" -c 'import tomllib; print(tomllib.load(open("pyproject.toml", "rb"))["project"]["version"])')
commit=$(git rev-parse HEAD)
name=chainboard-$release-$(git log -1 --format=%cd --date=format:%Y%m%d)
version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
kept=${WHEELS:-dist/wheels-$version}
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
mkdir -p "$stage/$name/wheels" "$kept" dist

pip() {
    "$python" -m pip "$@" --disable-pip-version-check -q 2> >(grep -v 'is ignored: it is neither' >&2)
}
for machine in x86_64 aarch64; do
    echo "Wheels: Python $version, Linux $machine"
    platforms=(--platform "manylinux2014_$machine")
    for glibc in 2_28 2_27 2_26 2_24 2_17; do
        platforms+=(--platform "manylinux_${glibc}_$machine")
    done
    pip download --require-hashes --only-binary=:all: --implementation cp \
        --python-version "$version" "${platforms[@]}" \
        --find-links "$kept" -r requirements.lock -d "$stage/$name/wheels"
done
pip download --require-hashes --no-deps --find-links "$kept" -r deploy/pip.lock -d "$stage/$name/wheels"
cp -f "$stage/$name/wheels"/*.whl "$kept"/

git -c tar.umask=0022 archive --format=tar.gz --prefix=source/ -o "$stage/$name/source.tar.gz" "$commit"
cp deploy/install.sh "$stage/$name/"
printf 'release=%s\ncommit=%s\npython=%s\n' "$name" "$commit" "$version" >"$stage/$name/RELEASE"
(cd "$stage/$name" && find . -type f ! -name SHA256SUMS -print0 | sort -z | xargs -0 sha256sum >SHA256SUMS)
tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$(git log -1 --format=%ct)" \
    -C "$stage" -cf "dist/$name.tar.building" "$name"
mv "dist/$name.tar.building" "dist/$name.tar"
(cd dist && sha256sum "$name.tar" >"$name.tar.sha256")
echo "Package: dist/$name.tar ($(du -h "dist/$name.tar" | cut -f1)), its SHA-256 beside it"
