# The commands of a newcomer are `make demo`, `make serve` and `make test`; `make` alone lists all.
# Needed: python3 (3.11 or later, with venv), make, and pip's access to a package index.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --disable-pip-version-check --quiet
RESTOKG := $(BIN)/restokg
RUN_READY := $(VENV)/ready-to-run
DEV_READY := $(VENV)/ready-to-develop
WEB_READY := $(VENV)/ready-to-build-pages
WEB := web/dist/manifest.json
WEB_SOURCES := $(wildcard web/*.mjs web/*.json web/src/*.* web/src/*/*.*) web/build.py

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo serve test lock bench clean

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-6s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(RUN_READY) ## Build the graph and answer three questions
	@$(RESTOKG) build
	@for question in 02 38 03; do printf '\n$$ restokg ask %s\n' $$question && $(RESTOKG) ask $$question || exit $$?; done
	@printf '\nNext, for instance:\n'
	@printf '  %s\n' 'make serve                                  # the same in a browser, with a SPARQL endpoint' \
	  '$(RESTOKG) ask                       # all questions' \
	  '$(RESTOKG) ask 11 --lang zh          # one of them, in Chinese' \
	  '$(RESTOKG) show IDRA                 # a thing, its facts, and who says so' \
	  "$(RESTOKG) query -e 'SELECT ?s ?label { ?s a rkg:Fund ; rdfs:label ?label }'"

serve: $(RUN_READY) $(WEB) ## Serve the explorer and the SPARQL endpoint, http://127.0.0.1:8080/
	@$(RESTOKG) serve $(SERVE)

test: $(DEV_READY) $(WEB) ## Run every check: format, lint, types, tests, and those of the graph
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest
	$(RESTOKG) build
	$(RESTOKG) validate
	$(RESTOKG) lint --fail-on warning

bench: $(DEV_READY) ## Measure against the peers, as ratios in one run
	$(BIN)/python bench

lock: ## Resolve the dependencies anew (needs uv); versions and hashes, no addresses
	@command -v uv >/dev/null || { echo "make lock needs uv on the PATH; install it and run again." >&2; exit 1; }
	$(LOCK) pyproject.toml requirements/install.in --extra serve --extra parquet --extra mcp --output-file requirements/run.txt
	$(LOCK) pyproject.toml requirements/install.in --all-extras --group dev --constraints requirements/run.txt --output-file requirements/dev.txt
	$(LOCK) --group web --constraints requirements/dev.txt --output-file requirements/web.txt

LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade

clean: ## Remove the environment and what the tools left
	rm -rf $(VENV) build dist web/dist web/node_modules .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find src tests bench docs web -name __pycache__ -type d -prune -exec rm -rf {} +

# A stamp is older than what it was made from whenever the lock or the package's metadata changes.
$(RUN_READY): requirements/run.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "restokg needs Python 3.11 or later, and $(PYTHON) is older. Name another: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@echo "Making the environment $(VENV) ..."
	@$(PYTHON) -m venv $(VENV) || { echo "python3 lacks venv; install it (on Debian and Ubuntu: python3-venv) and run again." >&2; exit 1; }
	@echo "Installing what restokg needs to run ..."
	@$(PIP) --require-hashes --requirement requirements/run.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV_READY): requirements/dev.txt $(RUN_READY)
	@echo "Installing what the checks need, a Java runtime among it ..."
	@$(PIP) --require-hashes --no-build-isolation --requirement requirements/dev.txt
	@touch $@

$(WEB_READY): requirements/web.txt $(RUN_READY)
	@$(PIP) --require-hashes --requirement requirements/web.txt
	@touch $@

# The front end is built with the Node of a wheel; what is built is in the wheels of restokg.
$(WEB): $(WEB_SOURCES) $(WEB_READY)
	@echo "Building the front end ..."
	@$(BIN)/python web/build.py
	@touch $@
