# The two commands: `make demo` and `make test`. Everything else is for those who change the code.
PEOPLE ?= 40000
SEED ?= 7
PORT ?= 8000
SERVE ?= 1

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/*.po))

.PHONY: help demo test lint types bench sample lock messages format clean
.DEFAULT_GOAL := help

help:
	@echo 'make demo    a sample province, computed and served (SERVE=0 PEOPLE=5000 SEED=7 PORT=8000)'
	@echo 'make test    all tests (ARGS="-k needs" for some of them)'
	@echo 'make lint | types | format | bench | sample | messages | lock | clean'

demo: .venv/.run messages
	$(BIN)/python -m thuctien demo --people $(PEOPLE) --seed $(SEED) --port $(PORT) \
	  $(if $(filter 0 no false,$(SERVE)),--no-serve,--serve)

# ARGS goes to pytest: make test ARGS="-k planning"
test: .venv/.dev messages
	scripts/run-tests.sh $(ARGS)

lint: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-logo

types: .venv/.dev
	$(BIN)/mypy src/thuctien

format: .venv/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/.dev
	$(BIN)/python -m bench needs
	$(BIN)/python -m bench plan

sample: .venv/.run
	$(BIN)/thuctien sample sample-$(PEOPLE).xlsx --people $(PEOPLE) --seed $(SEED)

messages: $(CATALOGUES)

%.mo: %.po | .venv/.run
	$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

# Needs uv. The files name every package with its hashes and no host; extras stay in them, for an
# older pip takes «coverage[toml]» without a version for the newest coverage, which has no hash here.
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	--no-strip-extras \
	--no-emit-index-url --no-emit-find-links
lock: # keeps the versions that still fit; remove a file first to take the newest
	$(LOCK) pyproject.toml --output-file requirements/run.txt
	$(LOCK) pyproject.toml --group dev --constraint requirements/run.txt --output-file requirements/dev.txt
	printf 'hatchling\neditables\n' | $(LOCK) - --constraint requirements/dev.txt --output-file requirements/build.txt

.venv/.made:
	scripts/make-venv.sh
	touch $@

.venv/.run: .venv/.made requirements/run.txt requirements/build.txt pyproject.toml
	$(PIP) --require-hashes --requirement requirements/run.txt --requirement requirements/build.txt
	$(PIP) --no-build-isolation --no-deps --editable .
	touch $@

.venv/.dev: .venv/.run requirements/dev.txt
	$(PIP) --require-hashes --requirement requirements/dev.txt
	touch $@

# The data of the demo (var/) stays.
clean:
	rm -rf .venv dist htmlcov .coverage .coverage.* .pytest_cache .mypy_cache .ruff_cache \
	  .hypothesis .import_linter_cache
	find src tests bench -name __pycache__ -type d -prune -exec rm -rf {} +
	rm -f $(CATALOGUES)
