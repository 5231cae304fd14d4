# make demo    build and serve the sample archive
# make test    run all tests (installs what they need, Chromium too)
# make check   lint and types
# make dist    wheel and sdist

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
PYTEST_ARGS ?= -n auto

.PHONY: demo test check lint types chromium dist clean

demo: $(VENV)/core
	$(BIN)/sitegen serve --port $(PORT)

test: $(VENV)/dev chromium
	$(BIN)/python -m pytest $(PYTEST_ARGS)

check: lint types

lint: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/dev
	$(BIN)/mypy

# Browser tests use a Chromium that is there (SITEGEN_CHROMIUM names one), else the system's package, else Playwright's.
chromium: $(VENV)/dev
	@sh tests/install_chromium.sh $(BIN)/playwright

dist: $(VENV)/dev
	$(BIN)/python -m build

$(VENV)/core: pyproject.toml
	$(PYTHON) .ci/make_environment.py $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/dev: $(VENV)/core
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
	touch $@

clean:
	rm -rf _site .sitegen dist
