# Two commands do everything: `make briefing` and `make test`. Both make their own venv first.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
OUT    ?= out

# What Debian must hold: Pango draws the PDF's text. The second list serves tests alone.
RUN_PACKAGES  := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
TEST_PACKAGES := chromium poppler-utils qpdf postgresql

.PHONY: help briefing test lint types tests bench reference lock packages clean
help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 12

briefing: $(VENV)/run.stamp ## build the bundled briefing and say where it is
	@$(BIN)/cartreport doctor --quiet
	@$(BIN)/cartreport build --out $(OUT)

test: lint types tests ## everything that must be green: lint, types, tests

lint: $(VENV)/dev.stamp ## ruff: style and layout
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(VENV)/dev.stamp ## mypy --strict
	@$(BIN)/mypy

tests: $(VENV)/dev.stamp ## pytest on both cores
	@$(BIN)/python -m pytest -n auto -q

bench: $(VENV)/dev.stamp ## measure speed, as ratios within one run
	@$(BIN)/python bench/run.py

reference: $(VENV)/dev.stamp ## write the generated pages of docs/reference again
	@$(BIN)/python scripts/make_reference.py

lock: ## pin what a fresh venv resolves to
	@rm -rf $(VENV)/lock && $(PYTHON) -m venv $(VENV)/lock
	@$(VENV)/lock/bin/python -m pip install -q -U pip
	@$(VENV)/lock/bin/python -m pip install -q . --group dev
	@$(VENV)/lock/bin/python -m pip freeze --all --exclude cartreport --exclude setuptools > constraints.txt

packages: ## Debian packages for running and testing (as root)
	apt-get update -qq
	apt-get install -y -qq --no-install-recommends $(RUN_PACKAGES) $(TEST_PACKAGES)

clean: ## remove the venv and the results
	rm -rf $(VENV) $(OUT) dist

$(VENV)/made.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "cartreport needs Python 3.11 or newer; $(PYTHON) is older. Try: make PYTHON=python3.11 briefing"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { echo "No venv module. On Debian: apt-get install python3-venv"; rm -rf $(VENV); exit 1; }
	@touch $@

$(VENV)/run.stamp: $(VENV)/made.stamp pyproject.toml constraints.txt
	@echo "Installing cartreport into $(VENV) …" >&2
	@$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt pip
	@$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp
	@$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt --group dev
	@touch $@
