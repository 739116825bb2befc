# make demo | test | postgres | browser | lint | types | bench | clean. Each sets up what it needs in .venv and does so only once.
PYTHON ?= python3
BIN := .venv/bin
RUN_READY := .venv/.ready-to-run
DEV_READY := .venv/.ready-to-develop
PLUGINS := $(wildcard plugins/*)

.PHONY: demo test postgres browser lint types wheel bench specs clean

demo: $(RUN_READY)
	@$(BIN)/python specs/demo.py $(BIN)/qa-run

# Many tests start a process of their own: byte code is kept, or each of them compiles everything anew.
test: $(DEV_READY)
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -q -n auto --dist worksteal

# The tests of the record start a PostgreSQL of their own; without one they skip those on a server, by name.
postgres:
	@command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || \
	  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql; }

# The browser that the HTML report is tried in; without it those tests are skipped.
browser:
	@command -v chromium chromedriver >/dev/null || \
	  (apt-get update -q && apt-get install -q -y --no-install-recommends chromium chromium-driver fonts-dejavu-core)

lint: $(DEV_READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(DEV_READY)
	$(BIN)/mypy

# Build the wheels, install them into an empty environment, and run what a user would run.
wheel: $(DEV_READY)
	rm -rf build/wheels build/empty
	$(BIN)/python -m build -q --wheel --outdir build/wheels .
	for plugin in $(PLUGINS); do $(BIN)/python -m build -q --no-isolation --wheel --outdir build/wheels $$plugin || exit 1; done
	$(PYTHON) -m venv build/empty
	build/empty/bin/pip install -q build/wheels/qa_run-*.whl
	$(BIN)/python benchmarks/weight.py build/empty
	build/empty/bin/pip install -q build/wheels/*.whl
	build/empty/bin/qa-run plugins
	build/empty/bin/qa-run -q specs
	for plugin in $(PLUGINS); do build/empty/bin/qa-run -q $$plugin/specs || exit 1; done
	build/empty/bin/pytest -q plugins/pytest-qa-run/specs

bench: $(DEV_READY)
	$(BIN)/python benchmarks/make_data.py
	$(BIN)/python benchmarks/run.py
	$(BIN)/python benchmarks/charts.py
	$(BIN)/python benchmarks/events.py
	$(BIN)/python benchmarks/forms.py

# Write the shipped samples, the bad batches and the answers anew.
specs: $(DEV_READY)
	$(BIN)/python specs/sow.py

$(RUN_READY): pyproject.toml $(wildcard plugins/*/pyproject.toml)
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -q --disable-pip-version-check -e '.[html,sheet]' $(addprefix -e ,$(PLUGINS))
	touch $@

$(DEV_READY): $(RUN_READY)
	$(BIN)/pip install -q --disable-pip-version-check --upgrade 'pip>=25.1'
	$(BIN)/pip install -q --disable-pip-version-check --group dev
	touch $@

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache
