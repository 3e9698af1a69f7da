# rhomboid: `make run` and `make test` are all that a newcomer needs.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DONE := $(VENV)/.done
BUILT := src/rhomboid/web/static/rhomboid/built/manifest.json
POSE := src/rhomboid/web/static/rhomboid/built/pose/pose_landmarker_full.task
AHEAD := src/rhomboid/adapters/drawing/ahead/.done
OPEN ?= --open
ARGS ?=
PYTEST_ARGS ?=
# About half of the tests' time each; all other tests are the other half.
CORE := tests/core src/rhomboid/core tests/cases
WATCHED := $(addprefix tests/e2e/test_,camera.py camera_hold.py desk.py)
# Two at a time, each to its end and told in one piece.
HALVES = @echo 'in two halves, side by side; each is shown when it is done'; \
  $(MAKE) --no-print-directory --keep-going --jobs=2 --output-sync
UV := $(BIN)/uv
INSTALL := $(UV) pip install --quiet --python $(BIN)/python

.DELETE_ON_ERROR:
.PHONY: help run setup test lint lint-style lint-form lint-imports lint-types lint-frontend format unit unit-core unit-others frontend-test e2e e2e-watched e2e-others postgres-test video video-test bench bench-coach bench-live bench-video bench-strain bench-desk bench-walks bench-walk-files dist wheel-test start-test \
        mutation coverage docs figures lock clean histories

help: ## list these commands
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

run: setup ## set up what is missing and open rhomboid in the browser
	$(BIN)/rhomboid serve $(OPEN) $(ARGS)

setup: $(DONE)/app $(BUILT) $(POSE) $(AHEAD) ## make .venv/bin/rhomboid, front end included

test: setup lint unit frontend-test ## set up and pass all tests that need neither browser nor PostgreSQL

# ---------------------------------------------------------------- environment

$(DONE)/build: requirements/build.txt
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' || { \
	  echo 'rhomboid needs Python 3.11, 3.12 or 3.13; $(PYTHON) is another. Name one with: make PYTHON=python3.11'; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { \
	  echo '$(PYTHON) cannot make virtual environments. On Debian: apt-get install python3-venv'; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@mkdir -p $(DONE) && touch $@

# Compiled here, so that no start has to, even where Python is told to write no bytecode.
$(DONE)/app: requirements/app.txt pyproject.toml $(DONE)/build
	$(INSTALL) --compile-bytecode --require-hashes -r $<
	$(INSTALL) --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q src/rhomboid
	@touch $@

$(DONE)/dev: requirements/dev.txt $(DONE)/app
	$(INSTALL) --require-hashes -r $<
	@touch $@

# Without dependencies: the file names all of them, with OpenCV without windows in the other's place.
$(DONE)/video: requirements/video.txt $(DONE)/dev
	$(INSTALL) --require-hashes --no-deps -r $<
	@touch $@

# One of them brings a package `tests` of its own, which would stand in the way of ours.
$(DONE)/bench: requirements/bench.txt $(DONE)/dev
	$(INSTALL) --require-hashes -r $<
	rm -rf "$$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/tests"
	@touch $@

frontend/node_modules/.done: frontend/package-lock.json frontend/package.json
	@command -v npm >/dev/null || { \
	  echo 'The front end is built with Node 20.19 or later and npm, and npm was not found. On Debian: apt-get install nodejs npm'; exit 1; }
	@node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit((a === 20 && b >= 19) || (a === 22 && b >= 13) || a >= 24 ? 0 : 1)' || { \
	  echo "The front end is built with Node 20.19, 22.13 or 24 and later; this one is $$(node --version)"; exit 1; }
	cd frontend && npm ci --loglevel=error
	@touch $@

# Folders are listed beside files, so that a module taken away is noticed too.
$(BUILT): frontend/node_modules/.done frontend/vite.config.ts $(shell find frontend/src 2>/dev/null)
	cd frontend && npm run --silent build -- --logLevel=warn
	@touch $@

# The pose model that browser and Python share, from two pinned npm packages; nothing is fetched.
$(POSE): tools/make_pose_model.py tools/tflite_metadata.py frontend/node_modules/.done $(DONE)/build
	$(BIN)/python -m tools.make_pose_model
	@touch $@

# The moving figures, so that no page waits for one; what is still right is not drawn again.
$(AHEAD): tools/draw_ahead.py $(DONE)/app $(shell find src/rhomboid/adapters/drawing \
          src/rhomboid/core/movement/body src/rhomboid/core/movement/motion \
          src/rhomboid/core/knowledge/tables/movements -name '*.py' -o -name '*.toml')
	$(BIN)/python -m tools.draw_ahead
	@touch $@

# ---------------------------------------------------------------- checks

# Side by side, all of them to the end, so that one run shows everything.
lint: $(DONE)/dev frontend/node_modules/.done ## style, types and the order of imports
	@$(MAKE) --no-print-directory --keep-going --jobs=2 --output-sync \
	  lint-types lint-frontend lint-style lint-form lint-imports

lint-style:
	$(BIN)/ruff check .

lint-form:
	@$(BIN)/ruff format --check --quiet . || { echo 'not in form (make format):'; \
	  $(BIN)/ruff format --check --output-format concise .; exit 1; }

lint-imports:
	$(BIN)/lint-imports --no-logo

lint-types:
	$(BIN)/mypy

lint-frontend:
	cd frontend && npm run --silent check

format: $(DONE)/dev ## put the code into its form
	$(BIN)/ruff check --fix --quiet . || true
	$(BIN)/ruff format .

# With arguments in one piece: what they name may lie in one half alone.
unit: setup $(DONE)/dev
ifeq ($(PYTEST_ARGS),)
	$(HALVES) unit-core unit-others
else
	$(BIN)/pytest $(PYTEST_ARGS)
endif

unit-core:
	$(BIN)/pytest $(CORE)

unit-others:
	$(BIN)/pytest $(addprefix --ignore=,$(CORE))

frontend-test: frontend/node_modules/.done
	cd frontend && npm run --silent test

e2e: setup $(DONE)/dev ## walk through the application in Chromium
	tools/need_chromium
ifeq ($(PYTEST_ARGS),)
	$(HALVES) e2e-watched e2e-others
else
	$(BIN)/pytest -m e2e $(PYTEST_ARGS) tests/e2e
endif

e2e-watched:
	$(BIN)/pytest -m e2e $(WATCHED)

e2e-others:
	$(BIN)/pytest -m e2e tests/e2e $(addprefix --ignore=,$(WATCHED))

postgres-test: $(DONE)/dev ## the store's tests on a PostgreSQL made for them and thrown away
	$(BIN)/python -m tools.with_postgres $(BIN)/pytest -m 'postgres or store' $(PYTEST_ARGS) tests

video: setup $(DONE)/video ## what coaching a video, a picture or a webcam needs (mediapipe, about 200 MB)

video-test: video ## the tests that run the pose model
	$(BIN)/pytest -m video $(PYTEST_ARGS) tests

bench-coach: setup $(DONE)/dev ## cost of a frame; counts of generated sets beside two fixed angles
	$(BIN)/python -m bench.frames
	$(BIN)/python -m bench.counting $(ARGS)

bench-live: setup $(DONE)/dev ## the live socket alone and with many sessions, beside a bare echo
	$(BIN)/python -m bench.live $(ARGS)

bench-video: video ## a whole video beside the bare pose model: ARGS="FILE --movement ID"
	$(BIN)/python -m bench.video $(ARGS)

bench-desk: setup $(DONE)/dev ## what the page of the desk costs while it lies open, with and without the camera
	tools/need_chromium
	$(BIN)/python -m bench.desk $(ARGS)

bench-strain: $(DONE)/bench ## RULA, REBA and the lifting equation on many rows, beside a package that scores REBA
	$(BIN)/python -m bench.strain $(ARGS)

bench-walks: setup $(DONE)/bench ## steps of overlapping devices; a 200 MB export of Apple Health beside bare expat and two published tools
	$(BIN)/python -m bench.overlaps
	$(BIN)/python -m bench.apple $(ARGS)

bench-walk-files: $(DONE)/bench ## reading FIT and GPX files of watches, beside three published packages
	$(BIN)/python -m bench.walk_files $(ARGS)

bench: setup $(DONE)/dev ## measure, with the ratio to a named reference
	$(BIN)/python -m bench.run $(ARGS)

histories: $(DONE)/dev ## check what must hold of 100,000 generated twelve-week histories
	$(BIN)/python -m tools.check_histories $(ARGS)

mutation: $(DONE)/dev ## mutate the rules of triage; every survivor needs a reason
	@test -f tools/mutate_triage.py || { echo 'tools/mutate_triage.py does not exist yet'; exit 1; }
	$(BIN)/python tools/mutate_triage.py $(ARGS)

start-test: setup ## measure a second start, which needs no network
	$(BIN)/python -m tools.check_start

coverage: setup $(DONE)/dev ## which lines and branches the tests reach
	$(BIN)/coverage run -m pytest -q $(PYTEST_ARGS)
	$(BIN)/coverage report

# ---------------------------------------------------------------- products

dist: setup $(DONE)/dev ## a wheel with front end and tables inside
	rm -rf dist
	$(BIN)/python -m tools.draw_ahead --everyone
	$(BIN)/python -m hatchling build --target wheel

wheel-test: dist ## install the wheel into a clean environment without Node and start it
	$(BIN)/python -m tools.check_wheel dist/*.whl

docs: $(DONE)/dev ## write the reference pages from the tables
	$(BIN)/python -m tools.make_reference

figures: setup $(DONE)/dev ## draw the sheets of all movements and positions
	tools/need_chromium
	$(BIN)/python -m tools.draw_contact_sheet
	$(BIN)/python -m tools.draw_positions
	$(BIN)/python -m tools.draw_moments $(ARGS)

lock: $(DONE)/build ## resolve the hashed requirement files anew
	tools/lock

clean: ## remove everything that can be made again
	rm -rf $(VENV) dist frontend/node_modules $(dir $(BUILT)) $(dir $(AHEAD)) .mypy_cache .ruff_cache .pytest_cache
