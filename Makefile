# Two commands for a fresh machine: `make audit` and `make test`. Both are safe to repeat.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	command -v $$p >/dev/null && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
SETUP := $(VENV)/.installed
BROWSER := $(VENV)/.browser
COMPILED := $(VENV)/.compiled
DB := data/nok.db

.PHONY: help audit test lint fix types imports unit browser lock clean

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

audit: $(SETUP) $(BROWSER) $(COMPILED) ## set up and audit the built-in demo region into data/nok.db
	@NOK_CHROMIUM="$$(cat $(BROWSER))" $(BIN)/nok demo --db $(DB) --exit-zero

test: $(SETUP) $(BROWSER) lint types imports unit ## set up and run everything that guards the project

lint: $(SETUP) ## ruff: mistakes and formatting
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

fix: $(SETUP) ## let ruff mend what it can
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

types: $(SETUP) ## mypy --strict
	@$(BIN)/mypy --strict

imports: $(SETUP) ## who may import whom
	@$(BIN)/lint-imports

# more than two cores can do at once: a test of a browser or a worker mostly waits
unit: $(SETUP) $(BROWSER) $(COMPILED) ## all tests, with a real browser when there is one
	@NOK_CHROMIUM="$$(cat $(BROWSER))" $(BIN)/python -m pytest -n 4 --dist worksteal

browser: $(BROWSER) ## find or install a browser and say which
	@echo "browser: $$(cat $(BROWSER) | grep . || echo none)"

$(SETUP): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer was not found; install it and repeat." >&2; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(BROWSER): $(SETUP) .ci/browser
	@.ci/browser $(BIN) > $@

$(COMPILED): $(SETUP) crawler/compiled.py crawler/compiling.py crawler/items.py crawler/addresses.py $(wildcard crawler/extract/*.py)
	@$(BIN)/python -m crawler.compiling 2>&1 | tail -n 1 | tee $@

lock: ## compile requirements.lock anew from pyproject.toml (needs uv)
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --quiet --output-file requirements.lock

clean: ## remove the environment, caches and produced data
	rm -rf $(VENV) crawler/_compiled .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
