# Everything a developer or an operator does with this checkout. `make` alone prints the help.

PYTHON ?= python3
VENV ?= .venv
ARGS ?=
LOCALES ?= locales

BIN := $(VENV)/bin
CODE := bot handlers models tests
# Neither today's date nor this year in the template: the same sentences give the same file.
EXTRACT := $(BIN)/pybabel --quiet extract --mapping-file=pyproject.toml --project=Mitwirken --version=1 --width=120 \
	--header-comment='\# Sentences of Mitwirken, collected by make translations.' \
	--add-comments=Translators: --add-location=file --sort-by-file
UNDATE := sed -i.orig 's/^"POT-Creation-Date: .*/"POT-Creation-Date: 2026-11-22 12:00+0100\\n"/'
UPDATE := $(BIN)/pybabel --quiet update --width=120 --no-fuzzy-matching --ignore-obsolete

.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: help install demo run install-dev test check browser bench doubles year \
	translations language catalogs screenshots lock clean

help: ## this page
	@awk 'BEGIN {FS = ":.*## "} /^##@/ {printf "\n%s\n", substr($$0, 5)} \
		/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@printf '\n  ARGS="…" is handed on, VENV=path uses another virtual environment, PYTHON=python3.12 another Python.\n\n'

##@ Use it

demo: install ## the town of Coburg in your browser: no token, no server, no set-up
	@$(BIN)/python -m bot demo $(ARGS)

run: install ## the bot on Telegram: BOT_TOKEN=… make run
	@$(BIN)/python -m bot run $(ARGS)

install: $(VENV)/.installed ## the virtual environment with what the bot needs (runs when the lock has changed)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'Mitwirken needs Python 3.11 or newer: make PYTHON=/path/to/python3.11'; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo 'This Python cannot make virtual environments. On Debian and Ubuntu: apt-get install python3-venv'; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.lock | $(BIN)/python
	@echo 'Installing what Mitwirken needs into $(VENV) …'
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

##@ Work on it

install-dev: $(VENV)/.installed-dev ## what the tests and the checks need besides

$(VENV)/.installed-dev: tests/requirements.lock $(VENV)/.installed
	@echo 'Installing what the tests need into $(VENV) …'
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes \
		-r requirements.lock -r tests/requirements.lock
	@touch $@

test: check catalogs browser ## everything: checks, catalogs, the whole suite on SQLite and PostgreSQL, in a real browser
	@$(BIN)/python -m pytest $(ARGS)

check: install-dev ## quick: lint, format, types, import contracts
	@$(BIN)/ruff check $(CODE)
	@$(BIN)/ruff format --check --quiet $(CODE) || { echo 'Not formatted: $(BIN)/ruff format $(CODE)'; exit 1; }
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

browser: install-dev ## find Chromium and its fonts for the tests, or install them
	@$(BIN)/python -m tests.browser

bench: install-dev ## updates per second beside a bare echo bot, broadcast, start, memory
	@$(BIN)/python -m tests.bench $(ARGS)

screenshots: install-dev browser ## shoot the README's pictures from the real page
	@$(BIN)/python -m tests.screenshots $(ARGS)

doubles: install-dev ## how well what belongs together is found among 200 proposals, and how fast
	@$(BIN)/python -m tests.kinship $(ARGS)

year: install-dev ## live through a year with 120 people by the town's clock and count what was doubled, late or useless
	@$(BIN)/python -m tests.year $(ARGS)

translations: install-dev ## collect the sentences of bot/messages/ into the catalogs (LOCALES=folder)
	@$(EXTRACT) --output-file=$(LOCALES)/messages.pot .
	@$(UNDATE) $(LOCALES)/messages.pot && rm $(LOCALES)/messages.pot.orig
	@$(UPDATE) --input-file=$(LOCALES)/messages.pot --output-dir=$(LOCALES)

catalogs: install-dev ## are the catalogs up to date?
	@rm -rf $(VENV)/locales && cp -R locales $(VENV)/locales
	@$(MAKE) --no-print-directory translations LOCALES=$(VENV)/locales
	@diff --recursive --brief locales $(VENV)/locales || \
		{ echo 'The catalogs are behind the sentences: run `make translations` and translate what is new.'; exit 1; }

language: install-dev ## begin a catalog: make language LOCALE=so
	@$(BIN)/pybabel --quiet init --input-file=locales/messages.pot --output-dir=locales --width=120 --locale=$(LOCALE)
	@echo 'Now check Plural-Forms in locales/$(LOCALE)/LC_MESSAGES/messages.po and add the language to bot/languages.py.'

lock: install-dev ## write both lock files from pyproject.toml (ARGS=--upgrade for newer releases)
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--custom-compile-command 'make lock' $(ARGS) --output-file requirements.lock pyproject.toml
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--custom-compile-command 'make lock' $(ARGS) --constraints requirements.lock --group dev \
		--output-file tests/requirements.lock

clean: ## remove caches and the virtual environment, never data
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache test-results
	@find $(wildcard $(CODE)) -name __pycache__ -type d -prune -exec rm -rf {} +
