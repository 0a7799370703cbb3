# One menu of commands. Each sets up what it needs; Python 3.11+ and make are all a machine must have.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
DATA ?= ../shared/data

# Compiled code is kept: without it, every command starts a second later.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help demo tour test check run bench eval train format clean

help:            ## show this menu
	@grep -E '^[a-z]+: .*##' $(MAKEFILE_LIST) | sed -E 's/: .*## /\t/' | expand -t 12

$(READY): pyproject.toml uv.lock
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv sync --frozen --quiet --compile-bytecode
	$(BIN)/python -m compileall -q bot handlers escalation integrations storage sandbox
	@touch $(READY)

demo: $(READY)   ## the whole story in a local Slack, no account and no key
	$(BIN)/baton demo $(ARGS)

tour: $(READY)   ## play the story by itself and check that everybody saw it
	$(BIN)/baton demo --tour $(ARGS)

# Three workers even on two cores: they also wait.
test: $(READY)   ## the tests
	$(BIN)/python -m pytest -n 3 --dist worksteal $(ARGS)

check: $(READY)  ## style, types, import directions
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

run: $(READY)    ## the bot, against the Slack named in .env
	$(BIN)/baton run $(ARGS)

bench: $(READY)  ## how fast, how safe: make bench ARGS="crash --kills 25"
	$(BIN)/baton bench $(ARGS)

eval: $(READY)   ## how good: make eval ARGS="..."
	$(BIN)/baton eval $(ARGS)

train: $(READY)  ## the reader's small models anew: make train DATA=../shared/data
	$(BIN)/python -m bot.brain.training $(DATA)

format: $(READY) ## let ruff tidy up
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:           ## forget the environment and caches
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache
