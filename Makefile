# The two commands that matter: `make check` judges policies/, `make test` runs every test.
# Both work in a fresh clone with Python 3.11 or newer. PYTHON=… chooses the interpreter.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# Tests start thousands of processes: compiled once, a module is not compiled again by each of them.
export PYTHONDONTWRITEBYTECODE :=

VENV := .venv
BIN := $(VENV)/bin
POLICIES := policies

PIP := $(BIN)/python -I -m pip --disable-pip-version-check -qq
# Everything that is downloaded is a wheel whose version and hash stand in constraints/.
PINNED := $(PIP) install --require-hashes --only-binary :all: --requirement
SOURCE := $(PIP) wheel --require-hashes --no-build-isolation --no-deps --wheel-dir build/spark --requirement
# lprpolicy itself is built by the pinned hatchling of this environment, and not by a newer one.
OURSELVES := $(PIP) install --no-deps --no-index --no-build-isolation --editable .
UV := $(BIN)/uv --quiet --no-config

# The stamps say what is installed, so that a second run installs nothing.
MADE := $(VENV)/.stamp-made
INSTALLED := $(VENV)/.stamp-installed
DEVELOPING := $(VENV)/.stamp-developing
DOCUMENTING := $(VENV)/.stamp-documenting
BROWSER := $(VENV)/.stamp-browser
EDITOR_THERE := $(VENV)/.stamp-editor
FUZZING := .venv-fuzz/.stamp-fuzzing
SPARK_TOOLS := $(VENV)/.stamp-spark-tools
SPARK_WHEELS := build/spark/.stamp-built
SPARK_THERE := $(VENV)/.stamp-spark

# Two more days: law has changed by the first, and the second is not in every year.
DAYS := 2027-01-02 2028-02-29

.PHONY: help check test test-days test-spark with-spark test-latest test-lowest lint docs bench constraints schemas
.PHONY: snapshots clean dist vscode fuzz fuzzer spark-tools spark-wheels

help: ## list what can be made
	@sed -n 's/^\([a-z-]*\):.*## /\1: /p' $(firstword $(MAKEFILE_LIST)) \
	  | awk -F': ' '{ printf "  make %-12s %s\n", $$1, $$2 }'

check: $(INSTALLED) ## judge policies/ by today's law; make fails if it is refused
	@$(BIN)/lprpolicy check $(POLICIES)

test: lint $(DEVELOPING) $(BROWSER) $(EDITOR_THERE) ## lint, then run every test; WITH='-k word' passes options to pytest
	@$(BIN)/python -m pytest -q -n auto $(WITH)

test-days: $(DEVELOPING) $(BROWSER) ## run what could depend on the day as if it were another day
	@modules=$$($(BIN)/python -m tests.clocks); \
	for day in $(DAYS); do \
	  echo "as if today were $$day:" >&2; \
	  bash .github/scripts/on-day.sh "$$day" \
	    $(BIN)/python -m pytest -q -n auto -m days $$modules $(WITH); \
	done

# By the machine's own clock, also inside a run as if it were another day: Java never ends under that.
test-spark: with-spark ## install PySpark (450 MB) and a Java, and group logs with Spark on two cores for real
	@env -u LD_PRELOAD -u FAKETIME LPRPOLICY_REQUIRE_SPARK=1 $(BIN)/python -m pytest -q tests/spark $(WITH)

with-spark: $(SPARK_THERE) ## install PySpark and a Java, and no more

spark-tools: $(SPARK_TOOLS)
spark-wheels: $(SPARK_WHEELS)

test-latest: $(DEVELOPING) $(BROWSER) ## run every test with the newest versions there are
	@$(UV) venv --clear --seed --python $(BIN)/python .venv-latest
	@$(UV) pip install --python .venv-latest --editable . --group dev
	@.venv-latest/bin/python -m pytest -q -n auto $(WITH)

# The lower bounds are a promise about what lprpolicy needs, and not about the tools of its tests.
test-lowest: $(DEVELOPING) $(BROWSER) ## run every test with the oldest versions that are allowed
	@$(UV) venv --clear --seed --python $(BIN)/python .venv-lowest
	@$(UV) pip compile --python .venv-lowest --resolution lowest-direct --all-extras pyproject.toml \
	  --output-file .venv-lowest/lowest.txt >/dev/null
	@$(UV) pip install --python .venv-lowest --constraints .venv-lowest/lowest.txt \
	  --editable . --group dev
	@.venv-lowest/bin/python -m pytest -q -n auto $(WITH)

# An environment of its own: the fuzzer has no wheel for the newest Python, and no test needs it.
# To bash, SECONDS is a clock of its own, so make passes the number on.
fuzz: $(FUZZING) ## try every reader with bytes that nobody thought of; SECONDS=600 of CPU a target, TARGET=name
	@env SECONDS='$(or $(SECONDS),600)' nice -n 19 .venv-fuzz/bin/python -m tests.fuzz

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

# dev.txt holds everything; the others are parts of it, in the same versions.
constraints: $(DEVELOPING) ## pin the newest versions that are allowed in constraints/
	@$(call pin,dev) --group dev --constraints constraints/limits.txt --upgrade
	@$(call pin,docs) --group build --group docs --constraints constraints/dev.txt --upgrade
	@$(call pin,run) --group build --constraints constraints/dev.txt --upgrade
	@$(call pin,fuzz) --group fuzz --upgrade
	@$(call pin,spark-build) --group spark-build --upgrade
	@$(call pin,spark) --group spark --upgrade
	@git --no-pager diff --stat constraints

# The fuzzer and Spark are pinned alone; they stand beside what the others install.
pin = $(UV) pip compile $(if $(filter fuzz spark%,$(1)),,pyproject.toml) --universal --python-version 3.11 --generate-hashes \
  --no-emit-index-url --no-emit-find-links --no-annotate \
  --custom-compile-command 'make constraints' --output-file constraints/$(1).txt >/dev/null

dist: $(DEVELOPING) ## build wheel and sdist into dist/, and try them in clean environments of each Python
	@bash .github/scripts/dist.sh "$(CURDIR)/$(BIN)/python" dist

vscode: ## pack the extension for VS Code into build/lprpolicy.vsix; takes Node 22 or newer
	@mkdir -p build
	@cp LICENSE editors/vscode/LICENSE
	@cd editors/vscode && npm install --no-package-lock --no-audit --no-fund --silent && \
	  npx --yes @vscode/vsce@4.1.0 package --allow-missing-repository --out ../../build/lprpolicy.vsix >/dev/null
	@rm editors/vscode/LICENSE
	@echo "build/lprpolicy.vsix"

schemas: $(INSTALLED) ## write schemas/ again from the models
	@$(BIN)/lprpolicy schema write schemas

snapshots: $(DEVELOPING) ## write tests/snapshots/ again; read the difference before you commit it
	@$(BIN)/python -m pytest -q -n auto --update-snapshots $(WITH)
	@git status --short tests/snapshots

clean: ## remove the environment and every cache
	@rm -rf $(VENV) .venv-latest .venv-lowest .venv-fuzz build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	@find lprpolicy tests -name __pycache__ -type d -prune -exec rm -rf {} +

# An environment that is there and new enough is kept.
$(MADE):
	@if ! $(BIN)/python -I -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	  python=$$(bash .github/scripts/find-python.sh); \
	  echo "making $(VENV) with $$("$$python" -V)" >&2; \
	  "$$python" -I -m venv --clear $(VENV); \
	fi
	@touch $@

$(INSTALLED): constraints/run.txt pyproject.toml $(MADE)
	@echo "installing lprpolicy into $(VENV)" >&2
	@$(PINNED) constraints/run.txt
	@$(OURSELVES)
	@touch $@

# Without a browser or an editor some tests are skipped; the next run looks for one again.
$(BROWSER): $(MADE)
	@if bash .github/scripts/find-program.sh chromium "the tests of the published pages" \
	  chromium chromium-browser google-chrome-stable google-chrome chrome; then touch $@; fi

$(EDITOR_THERE): $(MADE)
	@if bash .github/scripts/find-program.sh neovim "the test of the language server" nvim; \
	then touch $@; fi

$(DEVELOPING): constraints/dev.txt $(INSTALLED)
	@echo "installing the tools of development" >&2
	@$(PINNED) constraints/dev.txt
	@touch $@

$(SPARK_TOOLS): constraints/spark-build.txt $(DEVELOPING)
	@$(PINNED) constraints/spark-build.txt
	@touch $@

# PySpark comes as source alone: it is built here, by the pinned setuptools, in a folder of its own. So
# that may go on beside tests, whose environment stays as it is.
$(SPARK_WHEELS): constraints/spark.txt $(SPARK_TOOLS)
	@echo "building PySpark" >&2
	@rm -rf build/spark
	@$(SOURCE) constraints/spark.txt
	@touch $@

$(SPARK_THERE): $(SPARK_WHEELS)
	@bash .github/scripts/find-program.sh default-jre-headless "the test of Spark" java
	@echo "installing PySpark" >&2
	@$(PIP) install --no-deps --no-index build/spark/*.whl
	@touch $@

$(FUZZING): constraints/fuzz.txt constraints/run.txt pyproject.toml
	@$(MAKE) VENV=.venv-fuzz fuzzer
	@touch $@

fuzzer: $(INSTALLED)
	@echo "installing the fuzzer into $(VENV)" >&2
	@$(PINNED) constraints/fuzz.txt

$(DOCUMENTING): constraints/docs.txt $(INSTALLED)
	@echo "installing what the documentation is built with" >&2
	@$(PINNED) constraints/docs.txt
	@touch $@
