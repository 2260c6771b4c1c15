# make demo   the main job on the shipped example
# make test   all tests
# make check  lint, types, import contracts
# make eval   scores against the floors (with SAMESTORY_DATA, on real stories too)

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
EXAMPLE := examples/harbour-fire

.PHONY: demo test check eval wheel lock clean

demo: $(VENV)/.ready
	@mkdir -p out
	@$(BIN)/samestory read $(EXAMPLE) --one-story --json out/dossier.json --html out/dossier.html --markdown out/dossier.md
	@echo "The page: $(CURDIR)/out/dossier.html"

test: $(VENV)/.ready
	$(BIN)/python -m pytest -q

check: $(VENV)/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

eval: $(VENV)/.ready
	$(BIN)/python -m eval.stories

# The wheel is installed beside the environment and the tests run against it, not against src/.
wheel: $(VENV)/.ready
	rm -rf dist build/wheel
	$(BIN)/python -m build --wheel --no-isolation --outdir dist .
	$(BIN)/python -m pip install -q --no-deps --target build/wheel dist/*.whl
	PYTHONPATH=$(CURDIR)/build/wheel $(BIN)/python -c "import samestory, sys; sys.exit('build/wheel' not in samestory.__file__)"
	PYTHONPATH=$(CURDIR)/build/wheel $(BIN)/python -m pytest -q tests --ignore tests/browser

$(VENV)/.ready: requirements/dev.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# Needs uv. Locks every dependency with its hashes for Python 3.11 and later.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --extra dev pyproject.toml requirements/build.in -o requirements/dev.txt

clean:
	rm -rf $(VENV) dist build out .mypy_cache .ruff_cache .pytest_cache
