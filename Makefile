# Two commands do everything: `make briefing` and `make test`. What they need they install first:
# a venv, and on Debian, as root or with a sudo that asks nothing, the system's packages.

# The first Python that is new enough; `make PYTHON=… briefing` takes another.
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
ifndef PYTHON
PYTHON := $(shell for name in python3 python3.13 python3.12 python3.11; do \
  $$name -c '$(NEW_ENOUGH)' 2>/dev/null && echo $$name && exit; done; echo python3)
endif
VENV := .venv
BIN  := $(VENV)/bin
OUT  ?= out
PIP  := $(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt

# What Debian must hold: Pango draws the PDF's text. The second list serves tests alone.
RUN_PACKAGES  := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
TEST_PACKAGES := chromium postgresql

# A stamp holds what it was made from: another Python, a moved folder or other pins make it anew.
ORIGIN := $(PYTHON) -c 'import os, sys; print(*sys.version_info[:2], sys.base_prefix, os.getcwd())'
PINS   := cat pyproject.toml constraints.txt | cksum
unless_same = $(shell [ "$$(cat $(VENV)/$(1) 2>/dev/null)" = "$$($(2) 2>/dev/null)" ] || echo FORCE)

.PHONY: help briefing edition test lint types tests packages bench reference docs lock clean FORCE
help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 12

briefing: edition ## build the bundled briefing and say where it is
	@:$(if $(shell cat $(VENV)/lack 2>/dev/null),$(error $(shell cat $(VENV)/lack)))

edition: $(VENV)/run.stamp
	@sh scripts/edition.sh $(BIN) $(OUT) $(VENV)/lack $(RUN_PACKAGES)

test: packages lint types tests ## everything that must be green: lint, types, tests

lint: $(VENV)/dev.stamp ## ruff: style and layout
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(VENV)/dev.stamp ## mypy --strict
	@$(BIN)/mypy

tests: $(VENV)/dev.stamp ## pytest on both cores
	@$(BIN)/python -m pytest -n auto --dist worksteal -q

packages: ## Debian packages for running and testing, where they may be installed
	@sh scripts/packages.sh "pages and their tests" $(RUN_PACKAGES) $(TEST_PACKAGES) || \
	  echo "What needs one of these skips its test: $(RUN_PACKAGES) $(TEST_PACKAGES)" >&2

bench: $(VENV)/dev.stamp ## measure speed, as ratios within one run
	@$(BIN)/python bench/run.py

reference: $(VENV)/dev.stamp ## write the generated pages of docs/reference again
	@$(BIN)/python scripts/make_reference.py

docs: $(VENV)/dev.stamp ## the documentation as a site: out/docs/index.html
	@$(BIN)/python -m sphinx -q -W --keep-going -b html docs $(OUT)/docs && echo "$(OUT)/docs/index.html"

lock: ## pin what a fresh venv resolves to
	@rm -rf $(VENV)/lock && $(PYTHON) -m venv $(VENV)/lock
	@$(VENV)/lock/bin/python -m pip install -q -U pip
	@$(VENV)/lock/bin/python -m pip install -q . --group dev
	@$(VENV)/lock/bin/python -m pip freeze --all --exclude cartreport --exclude setuptools > constraints.txt

clean: ## remove the venv and the results
	rm -rf $(VENV) $(OUT) dist

$(VENV)/made.stamp: $(call unless_same,made.stamp,$(ORIGIN))
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || \
	  sh scripts/packages.sh "cartreport runs in a venv of its own" python3 python3-venv || true
	@$(PYTHON) -c '$(NEW_ENOUGH)' || \
	  { echo "cartreport needs Python 3.11 or newer; $(PYTHON) is older. Try: make PYTHON=python3.11 briefing"; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV) || \
	  { echo "No venv module. On Debian: apt-get install python3-venv"; rm -rf $(VENV); exit 1; }
	@$(ORIGIN) > $@

$(VENV)/run.stamp: $(VENV)/made.stamp $(call unless_same,run.stamp,$(PINS))
	@echo "Installing cartreport into $(VENV) …" >&2
	@$(PIP) pip
	@$(PIP) -e .
	@$(PINS) > $@

$(VENV)/dev.stamp: $(VENV)/run.stamp $(call unless_same,dev.stamp,$(PINS))
	@$(PIP) --group dev
	@$(PINS) > $@
