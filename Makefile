# Every task of the project; `make` alone lists them. Stamps under .venv keep repeated runs quick.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help setup serve test check bench quality reference format requirements clean

VENV := .venv
BIN := $(VENV)/bin
HOST ?= 127.0.0.1
PORT ?= 8000
# The newest Python that the pinned packages are tested with, or whatever PYTHON names.
PYTHON ?= $(firstword $(foreach name,python3.13 python3.12 python3.11 python3,\
	$(shell $(name) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(name))))
# The machine's Node, or the one that Playwright's wheel brings.
NODE = $(or $(shell command -v node),$(firstword $(wildcard $(VENV)/lib/python3.*/site-packages/playwright/driver/node)))

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(VENV)/dev.stamp ## Make .venv with everything the product and its tests need, load the data
	@$(BIN)/python -m mapapp load

serve: $(VENV)/run.stamp ## Load the data and serve the map at http://HOST:PORT/ (127.0.0.1:8000)
	@$(BIN)/python -m mapapp serve --host $(HOST) --port $(PORT)

test: setup browser ## Run all tests, those in a browser and those of the scripts included
	$(BIN)/python -m pytest
	$(NODE) --test $(wildcard tests/js/*.test.js)

check: setup ## Format, lint, types, then all tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	@$(MAKE) --no-print-directory test

bench: setup ## Measure what is promised, beside a peer; ONLY="data page" for some
	$(BIN)/python -m tests.bench $(ONLY)

quality: setup ## Measure how well texts are read and how right the map is, for the page of the method
	$(BIN)/python -m tests.quality $(if $(LAYER),--layer $(LAYER))

reference: $(VENV)/dev.stamp ## Write docs/cli.md and docs/settings.md from the code
	@$(BIN)/python -m tests.reference

format: $(VENV)/dev.stamp ## Format the code and mend what can be mended
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

requirements: $(VENV)/dev.stamp ## Pin the packages anew, from pyproject.toml
	$(COMPILE) --output-file requirements.txt pyproject.toml
	$(COMPILE) --extra dev --constraint requirements.txt --output-file requirements-dev.txt pyproject.toml

clean: ## Remove .venv, the database and all caches
	rm -rf $(VENV) instance .mypy_cache .ruff_cache .pytest_cache .hypothesis node_modules test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# soupsieve 3 needs Python 3.11.5, and Debian 12 has an older one.
COMPILE = $(BIN)/pip-compile --quiet --upgrade --upgrade-package 'soupsieve<3' --strip-extras --annotation-style line --no-header \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host

$(BIN)/python:
	@if [ -z "$(PYTHON)" ]; then \
		echo "mapapp needs Python 3.11 or newer. Install it, or name one: make PYTHON=/path/to/python" >&2; \
		exit 1; \
	fi
	@$(PYTHON) -m venv $(VENV) || { \
		echo "$(PYTHON) cannot make an environment. On Debian: apt install python3-venv" >&2; \
		rm -rf $(VENV); exit 1; \
	}

$(VENV)/run.stamp: requirements.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/dev.stamp: requirements.txt requirements-dev.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt -r requirements-dev.txt
	@touch $@ $(VENV)/run.stamp

.PHONY: browser
browser:
	@command -v chromium chromium-browser google-chrome >/dev/null || { \
		sudo=$$([ "$$(id -u)" = 0 ] || echo "sudo -n"); \
		echo "Installing Chromium for the browser tests" >&2; \
		$$sudo apt-get update -qq && $$sudo apt-get install -y -qq --no-install-recommends chromium \
			|| { echo "The browser tests need Chromium, and it cannot be installed here." \
				"Install it (apt install chromium) and run make test again." >&2; exit 1; }; \
	}
