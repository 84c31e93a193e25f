# The two commands are `make run` and `make test`; the others are for those who change the board.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PORT ?= 8501
HOST ?= 0.0.0.0
PYTHON := .venv/bin/python
PIP := PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore $(PYTHON) -m pip install -qq --require-hashes
TEST_VAR := $(CURDIR)/var/tests
# Where combinations explode, make test draws a sample: another one each week, the same on every
# machine. SEED=… draws that one again; make full runs them all.
SEED ?= $(shell date +%G%V)
DRAW ?= --seed $(SEED)
# A worker for each processor, four at most: a browser and a board take about 1 GB each.
WORKERS ?= -n logical --maxprocesses 4

.PHONY: help run serve editions test full check crash packs-for-tests bench bench-scale shots texts lock package clean

help:
	@echo "make run     start the board on http://127.0.0.1:$(PORT) (PORT=8600 make run for another port)"
	@echo "make serve   the same, read only, for whoever can reach this machine (HOST=… for one address of it)"
	@echo "make test    formatting, linting, types, import rules and all tests"
	@echo "make full    the same with every combination, where make test draws a sample (SEED=… for another)"
	@echo "make check   the same without the browser tests"
	@echo "make crash   kill a loading process 200 times and look for what is lost (KILLS=50 for fewer)"
	@echo "make bench   measure the board beside a static page and Dash"
	@echo "make bench-scale measure firm rows on one machine, on Sail and on Spark (half an hour)"
	@echo "make shots   pictures of the pages into shots/ and docs/"
	@echo "make texts   collect the Chinese texts, compile the English ones"
	@echo "make lock    write the locks anew after a change of requirements*.txt"
	@echo "make package one file for a machine without a network (dist/; docs/server.md)"
	@echo "make clean   remove .venv, .venv-spark and caches; editions stay"

run: .venv/run.stamp editions
	@echo "Board: http://127.0.0.1:$(PORT)  (Ctrl+C stops it)"
	@exec $(PYTHON) -m streamlit run dashboard.py --server.port $(PORT)

serve: .venv/run.stamp editions
	@echo "Board, read only: port $(PORT) of this machine's addresses ($(HOST); Ctrl+C stops it)"
	@CHAINBOARD_WAY=room exec $(PYTHON) -m streamlit run dashboard.py --server.address $(HOST) --server.port $(PORT)

editions: .venv/run.stamp
	@for pack in published demo; do \
		if [ ! -f "$${CHAINBOARD_VAR:-var}/$$pack/CURRENT" ]; then \
			echo "Build: first edition of the $$pack data"; \
			$(PYTHON) -m chainboard build --pack $$pack; \
		fi; \
	done
	@if [ ! -f "$${CHAINBOARD_VAR:-var}/demo/ledger.sqlite" ]; then \
		$(PYTHON) -m chainboard ledger reset --pack demo; \
	fi

test: .venv/test.stamp
	@echo "Browser: Chromium and Noto CJK fonts"
	@bash scripts/test-browser.sh
	@$(MAKE) --no-print-directory check
	@echo "Tests in the browser: pytest tests/browser"
	@CHAINBOARD_VAR="$(TEST_VAR)" $(PYTHON) -m pytest -q $(WORKERS) --dist loadgroup $(DRAW) tests/browser

full:
	@bash scripts/debian.sh libreoffice-impress-nogui libreoffice-writer-nogui poppler-utils
	@bash scripts/spark.sh
	@$(MAKE) --no-print-directory test DRAW=--all

check: .venv/test.stamp
	@echo "Format: ruff format --check"
	@$(PYTHON) -m ruff format --check --quiet .
	@echo "Lint: ruff check"
	@$(PYTHON) -m ruff check --quiet .
	@echo "Types: mypy"
	@$(PYTHON) -m mypy
	@echo "Import rules: lint-imports"
	@.venv/bin/lint-imports --no-logo
	@$(MAKE) --no-print-directory packs-for-tests
	@bash scripts/test-deploy.sh
	@echo "Tests of words, queries, panels and pages: pytest"
	@CHAINBOARD_VAR="$(TEST_VAR)" $(PYTHON) -m pytest -q $(WORKERS) $(DRAW) --ignore tests/browser

crash: .venv/test.stamp
	@echo "Crash: $(or $(KILLS),200) processes killed while they load, a second or two each"
	@CHAINBOARD_KILLS=$(or $(KILLS),200) $(PYTHON) -m pytest -q tests/store/test_crash.py tests/ledger/test_killed.py

packs-for-tests: .venv/test.stamp
	@echo "Build: both packs for the tests, into var/tests"
	@rm -rf "$(TEST_VAR)"
	@CHAINBOARD_VAR="$(TEST_VAR)" $(PYTHON) -m chainboard build

bench: .venv/test.stamp editions
	@echo "Bench: the board beside a static page and Dash (bench/README.md keeps the figures)"
	@bash scripts/test-browser.sh
	@$(PYTHON) -m bench

bench-scale: .venv/test.stamp
	@echo "Bench: firm rows on DuckDB, Sail and Spark (bench/README.md keeps the figures)"
	@bash scripts/test-browser.sh
	@bash scripts/spark.sh
	@$(PYTHON) -m bench.scale --keep

shots: .venv/test.stamp editions
	@echo "Shots: pictures of the pages into shots/"
	@bash scripts/test-browser.sh
	@$(PYTHON) scripts/shots.py
	@$(PYTHON) scripts/intake_shots.py
	@$(PYTHON) scripts/loop_shots.py
	@$(PYTHON) scripts/meeting_shots.py

texts: .venv/test.stamp
	@echo "Texts: collect, update, compile"
	@bash scripts/texts.sh

# UV=--upgrade raises everything that nothing else holds.
lock:
	@echo "Lock: requirements.lock, requirements-scale.lock and requirements-dev.lock"
	@bash scripts/lock.sh $(UV)

package: .venv/run.stamp
	@echo "Package: source, wheels and pip for a machine without a network"
	@bash scripts/package.sh
	@echo "Package: installed and started without a network, to try it"
	@bash scripts/try-package.sh "$$(ls -t dist/chainboard-*.tar | head -1)"

clean:
	@echo "Clean: .venv, shots and caches (the editions in var stay)"
	@rm -rf .venv .venv-spark "$(TEST_VAR)" shots .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/bin/python:
	@echo "Python: a virtual environment in .venv"
	@bash scripts/venv.sh

.venv/run.stamp: requirements.lock | .venv/bin/python
	@echo "Install: requirements.lock (a minute or two the first time)"
	@$(PIP) -r requirements.lock
	@touch $@

.venv/test.stamp: requirements-dev.lock .venv/run.stamp
	@echo "Install: requirements-dev.lock"
	@$(PIP) -r requirements-dev.lock
	@touch $@
