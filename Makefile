# make start   de app met de voorbeelddag, op http://127.0.0.1:8501
# make test    opmaak, lint, types en alle tests
# make lock    de vaste versies in requirements/ opnieuw bepalen; nieuwere: make lock OPTIES=--upgrade

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
LOCK := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url \
	--no-header --python-version 3.11
AXE := tests/browser/node_modules/.klaar

.PHONY: start test lock systeem

start: $(VENV)/.runtime
	$(BIN)/koffiehoek start --voorbeeld

test: systeem $(VENV)/.dev $(AXE)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest -n 2 --dist worksteal

lock: $(VENV)/.dev
	$(LOCK) $(OPTIES) -o requirements/runtime.txt pyproject.toml
	$(LOCK) $(OPTIES) -o requirements/dev.txt --group dev pyproject.toml

# Chromium, PostgreSQL, LibreOffice, a font and npm: installed where that is allowed, else named.
systeem:
	@.ci/systeem

$(BIN)/python:
	@.ci/omgeving $(PYTHON) $(VENV)

# The stamps keep a second run from installing again.
$(VENV)/.runtime: requirements/runtime.txt pyproject.toml | $(BIN)/python
	$(PIP) --require-hashes -r requirements/runtime.txt
	$(PIP) --no-deps -e .
	@touch $@

$(VENV)/.dev: requirements/dev.txt pyproject.toml | $(BIN)/python
	$(PIP) --require-hashes -r requirements/dev.txt
	$(PIP) --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/.runtime

$(AXE): tests/browser/package.json tests/browser/package-lock.json
	npm ci --prefix tests/browser --no-audit --no-fund --loglevel=error
	@touch $@
