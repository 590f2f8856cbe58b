# The two commands that matter: `make check` judges policies/, `make test` runs every test.
# Both work in a fresh clone with Python 3.11 or newer. PYTHON=… chooses the interpreter.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -I -m pip --disable-pip-version-check -qq
POLICIES := policies

# The stamps say what is installed, so that a second run installs nothing.
MADE := $(VENV)/.stamp-made
INSTALLED := $(VENV)/.stamp-installed
DEVELOPING := $(VENV)/.stamp-developing
DOCUMENTING := $(VENV)/.stamp-documenting
BROWSER := $(VENV)/.stamp-browser

# Two more days: law has changed by the first, and the second is not in every year.
DAYS := 2027-01-02 2028-02-29

.PHONY: help check test test-days lint docs bench schemas snapshots clean

help: ## list what can be made
	@sed -n 's/^\([a-z-]*\):.*## /\1: /p' $(firstword $(MAKEFILE_LIST)) \
	  | awk -F': ' '{ printf "  make %-10s %s\n", $$1, $$2 }'

check: $(INSTALLED) ## judge policies/ by today's law; make fails if it is refused
	@$(BIN)/lprpolicy check $(POLICIES)

test: $(DEVELOPING) $(BROWSER) ## run every test; WITH='-k word' passes options to pytest
	@$(BIN)/python -m pytest -q -n auto $(WITH)

test-days: $(DEVELOPING) $(BROWSER) ## run what could depend on the day as if it were another day
	@for day in $(DAYS); do \
	  echo "as if today were $$day:" >&2; \
	  bash .github/scripts/on-day.sh "$$day" $(BIN)/python -m pytest -q -n auto -m days $(WITH); \
	done

lint: $(DEVELOPING) ## check style, types, layers and workflows
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-logo >$(VENV)/lint-imports.log \
	  || { cat $(VENV)/lint-imports.log; exit 1; }
	@$(BIN)/zizmor --offline --quiet --no-progress --pedantic --strict-collection . \
	  || { echo "the workflows are not as zizmor wants them" >&2; exit 1; }
	@echo "style, types, layers and workflows are in order"

docs: $(DOCUMENTING) ## build the documentation site into build/docs; no network, no warnings
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet
	@echo "build/docs/index.html"

bench: $(DEVELOPING) ## measure us and the peers that install, into bench/README.md (long)
	@$(BIN)/python -m bench.install
	@$(BIN)/python -m bench.run

schemas: $(INSTALLED) ## write schemas/ anew from the models
	@$(BIN)/lprpolicy schema write schemas

snapshots: $(DEVELOPING) ## write tests/snapshots/ anew; read the difference before you commit it
	@$(BIN)/python -m pytest -q -n auto --update-snapshots $(WITH)
	@git status --short tests/snapshots

clean: ## remove the environment and every cache
	@rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	@find lprpolicy tests -name __pycache__ -type d -prune -exec rm -rf {} +

# An environment that is there and new enough is kept.
$(MADE):
	@if ! $(BIN)/python -I -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	  python=$$(bash .github/scripts/find-python.sh); \
	  echo "making $(VENV) with $$("$$python" -V)" >&2; \
	  "$$python" -I -m venv --clear $(VENV); \
	fi
	@$(PIP) install --upgrade 'pip>=25.1'
	@touch $@

$(INSTALLED): pyproject.toml $(MADE)
	@echo "installing lprpolicy into $(VENV)" >&2
	@$(PIP) install --editable .
	@touch $@

# Without a browser some tests are skipped; the next run looks for one again.
$(BROWSER): $(MADE)
	@if bash .github/scripts/find-browser.sh; then touch $@; fi

$(DEVELOPING): pyproject.toml $(INSTALLED)
	@echo "installing the tools of development" >&2
	@$(PIP) install --group dev
	@touch $@

$(DOCUMENTING): pyproject.toml $(INSTALLED)
	@echo "installing what the documentation is built with" >&2
	@$(PIP) install --group docs
	@touch $@
