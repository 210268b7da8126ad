# Signpost's commands. `make` alone lists them; `make demo` and `make test` are all a newcomer needs.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help setup setup-test demo test lint types check test-postgres test-all bench relevance format clean

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
PY := $(VENV)/bin/python
PORT ?= 8000
export PORT
PYTEST_WORKERS ?= 2

help: ## List the commands
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' | column -t -s '|'

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "Signpost needs Python 3.11 or newer. Install it (Debian: apt install python3 python3-venv), then try again."; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements.txt | $(VENV)/bin/python
	@echo "Installing the Python packages ..."
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.runtime
	@echo "Installing the packages that the tests need ..."
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

node_modules/.installed: package.json package-lock.json
	@command -v npm >/dev/null || { echo "Signpost needs Node 20 with npm for its style sheet and map. Install it (Debian: apt install nodejs npm), then try again."; exit 1; }
	@echo "Installing the npm packages ..."
	@npm ci --silent --no-audit --no-fund
	@touch $@

ASSETS := $(shell find site/localoffer/static_src -type f 2>/dev/null)
site/localoffer/static/build/.built: node_modules/.installed $(ASSETS)
	@echo "Building the style sheet and the scripts ..."
	@npm run --silent build
	@touch $@

WORDS := $(wildcard locale/*/LC_MESSAGES/django.po)
$(WORDS:.po=.mo): %.mo: %.po $(VENV)/.runtime
	@$(PY) -m babel.messages.frontend --quiet compile --input-file $< --output-file $@

setup: $(VENV)/.runtime site/localoffer/static/build/.built $(WORDS:.po=.mo) ## Install what the site needs, and nothing else

setup-test: setup $(VENV)/.dev
	@$(PY) scripts/browser.py install || true
	@$(PY) -m scripts.postgres install || true
	@$(PY) -m scripts.elasticsearch install || true

STATIC_ROOT ?= static
$(STATIC_ROOT)/.collected: export DJANGO_SETTINGS_MODULE ?= localoffer.settings.dev
$(STATIC_ROOT)/.collected: site/localoffer/static/build/.built $(VENV)/.runtime $(wildcard site/localoffer/static/*.*)
	@$(PY) manage.py collectstatic --noinput --verbosity 0
	@touch $@

demo: export DJANGO_SETTINGS_MODULE ?= localoffer.settings.dev
demo: setup $(STATIC_ROOT)/.collected ## Load the demo and serve it on 127.0.0.1 (PORT=8000)
	@$(PY) manage.py migrate --verbosity 0
	@$(PY) manage.py load_demo
	@echo "Signpost is at http://127.0.0.1:$(PORT)/ (editors: http://127.0.0.1:$(PORT)/admin/). Stop it with Ctrl-C."
	@exec $(PY) -m gunicorn --log-level warning

lint:
	$(PY) -m ruff format --check --quiet .
	$(PY) -m ruff check --quiet .

types:
	$(PY) -m mypy --no-error-summary locations directory search site/localoffer scripts

check: lint types
	$(PY) manage.py makemigrations --check --dry-run --verbosity 1 --settings localoffer.settings.test

# One real Elasticsearch serves whatever runs behind this; where ES_URL is set already, that one does.
WITH_ELASTICSEARCH := $(PY) -m scripts.elasticsearch run --optional --

# The parts that ask a database run on a real PostgreSQL as well.
test-postgres:
	$(WITH_ELASTICSEARCH) $(PY) -m scripts.postgres run --skip-if-missing -- $(PY) -m pytest -q -n $(PYTEST_WORKERS) -m "database and not sqlite and not browser" tests

test-all:
	$(WITH_ELASTICSEARCH) $(PY) -m pytest -q -n $(PYTEST_WORKERS) tests

test: setup-test ## Check everything: format, types, imports, migrations, units, engines, journeys
	@$(MAKE) --no-print-directory check
	@$(WITH_ELASTICSEARCH) $(MAKE) --no-print-directory test-postgres test-all

bench: setup $(VENV)/.dev ## Measure, side by side, and write docs/benchmarks*.md
	$(PY) -m scripts.postgres install
	$(PY) -m scripts.elasticsearch install || true
	$(WITH_ELASTICSEARCH) $(PY) -m bench
	$(PY) -m bench.access --out docs/benchmarks-gaps.md

relevance: setup $(VENV)/.dev ## Ask the judged questions of both engines, and write docs/relevance.md
	@$(PY) -m scripts.elasticsearch install || true
	$(WITH_ELASTICSEARCH) $(PY) -m tests.relevance --out docs/relevance.md

format: $(VENV)/.dev ## Put the code in its one format
	$(PY) -m ruff check --fix --quiet .
	$(PY) -m ruff format --quiet .

clean: ## Remove what was built and installed; your data in var/ stays
	rm -rf $(VENV) node_modules site/localoffer/static/build static .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
