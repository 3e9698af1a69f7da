# rhomboid: `make run` and `make test` are all a newcomer needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMPS := .make
BUILT := src/rhomboid/web/static/rhomboid/built/manifest.json
TEST_ARGS ?=

.PHONY: run test setup lint types e2e bench dist postgres-test mutation docs lock clean

run: setup
	$(BIN)/rhomboid serve --open $(ARGS)

setup: $(STAMPS)/app $(BUILT)

$(STAMPS)/uv: requirements/build.txt
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' \
	  || { echo "rhomboid needs Python 3.11 to 3.13 as $(PYTHON); name another with make PYTHON=..."; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null \
	  || { echo "Python cannot make environments here: install the package python3-venv"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/build.txt
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/app: $(STAMPS)/uv requirements/app.txt pyproject.toml
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/app.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	@touch $@

$(STAMPS)/dev: $(STAMPS)/app requirements/dev.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/dev.txt
	@touch $@

$(STAMPS)/node: frontend/package-lock.json
	@command -v npm >/dev/null || { echo "rhomboid's front end is built with Node 20 or newer: install nodejs and npm"; exit 1; }
	cd frontend && npm ci --no-audit --no-fund --loglevel=error
	@mkdir -p $(STAMPS) && touch $@

$(BUILT): $(STAMPS)/node $(shell find frontend/src -type f 2>/dev/null) frontend/vite.config.ts frontend/tsconfig.json
	cd frontend && npm run --silent build
	@touch $@

lint: $(STAMPS)/dev
	$(BIN)/ruff check src tests tools bench
	$(BIN)/ruff format --check src tests tools bench
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/mypy tests tools bench

test: setup $(STAMPS)/dev lint
	cd frontend && npm run --silent check && npm run --silent test
	$(BIN)/pytest -m "not e2e and not postgres" $(TEST_ARGS)

e2e: setup $(STAMPS)/dev
	tools/need-chromium
	$(BIN)/pytest tests/e2e -m e2e $(TEST_ARGS)

postgres-test: $(STAMPS)/dev
	tools/with-postgres $(BIN)/pytest tests -m postgres $(TEST_ARGS)

bench: setup $(STAMPS)/dev
	$(BIN)/python -m bench.run $(ARGS)

mutation: $(STAMPS)/dev
	$(BIN)/python tools/mutate_triage.py

docs: $(STAMPS)/dev
	$(BIN)/python tools/make_reference.py

dist: setup $(STAMPS)/dev
	rm -rf dist
	$(BIN)/python -m hatchling build -t wheel

lock: $(STAMPS)/uv
	tools/lock

clean:
	rm -rf $(STAMPS) $(VENV) dist frontend/node_modules src/rhomboid/web/static/rhomboid/built
