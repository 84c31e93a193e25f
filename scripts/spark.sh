#!/usr/bin/env bash
# Spark itself, for its tests and its measuring: Java, and .venv-spark beside .venv, because pyspark
# holds the same packages as the pyspark-client of .venv. A site that has a Spark of its own needs
# none of it: the board speaks to that at CHAINBOARD_ENGINE.
set -euo pipefail
cd "$(dirname "$0")/.."

spark=4.3.0
command -v java >/dev/null || bash scripts/debian.sh default-jre-headless
[ -f ".venv-spark/spark-$spark" ] && exit 0

echo "Install: pyspark $spark into .venv-spark (0.5 GB)"
trap 'rm -rf .venv-spark' ERR INT TERM
rm -rf .venv-spark
"${PYTHON3:-python3}" -m venv .venv-spark
PIP_DISABLE_PIP_VERSION_CHECK=1 .venv-spark/bin/python -m pip install -qq "pyspark==$spark"
touch ".venv-spark/spark-$spark"
