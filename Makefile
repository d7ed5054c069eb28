# The one-word commands. Each does its own set-up; any python3 from 3.8 on will do, the rest is fetched.
.DEFAULT_GOAL := help
.PHONY: run test train lint evaluate evaluate-talk bench soak audit clean help setup setup-tests lock
PYTHON := .venv/bin/python
UV = $(firstword $(wildcard .tools/uv/bin/uv .tools/uv-target/bin/uv) uv)
COMPILE = $(UV) pip compile --quiet --universal --generate-hashes --no-header

run: setup ## start everything, print the address, stop with Ctrl-C
	@exec $(PYTHON) -m bot.launcher run

test: setup-tests ## lint, then every test (what needs a service that is missing is named)
	@exec $(PYTHON) -m bot.launcher.checks

train: setup ## train the model, if anything it depends on has changed
	@exec $(PYTHON) -m bot.launcher train

lint: setup-tests ## ruff and mypy
	@exec $(PYTHON) -m bot.launcher.checks lint

evaluate: setup ## how well the model understands messages it has never seen, and what it costs: var/evaluation
	@exec $(PYTHON) -m bot.launcher evaluate

evaluate-talk: train ## how well it talks with people it has never met: shares only
	@exec $(PYTHON) -m tests.bench.talk

bench: setup-tests ## what a look-up, a search and a turn cost, as ratios within one run; how soon staff see a message
	@$(PYTHON) -m bot.launcher train
	@$(PYTHON) -m tests.bench
	@$(PYTHON) -m tests.bench.talk_speed
	@exec $(PYTHON) -m tests.bench.desk

soak: setup-tests train ## 10,000 hostile messages; networks cut 50 and 60 times; every fault under three loads; a crowd
	@exec env SOAK_MESSAGES=10000 CHAOS=100/50 DESK_SOAK=1000/60 FAULTS=1,5,15 LOAD=4/60 \
		$(PYTHON) -W error -m pytest -m soak

audit: setup-tests ## known weaknesses of the pinned dependencies, where PyPI can be reached
	@exec $(PYTHON) -m tests.audit

clean: ## delete environments, caches, models and logs; your data in var/ stays
	rm -rf .venv .venv-rasa .tools .mypy_cache .pytest_cache .ruff_cache .hypothesis .rasa
	rm -rf var/models var/logs var/tmp var/tests var/rasa-cache var/matplotlib
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

lock: setup-tests ## renew the locks from the *.in files
	$(COMPILE) --python-version 3.12 requirements.in -o requirements.txt
	$(COMPILE) --python-version 3.12 requirements-dev.in -o requirements-dev.txt
	$(COMPILE) --python-version 3.10 --override bot/nlu/overrides.txt bot/nlu/requirements.in -o bot/nlu/requirements.txt

setup:
	@$(CHECK_PYTHON)
	@python3 -m bot.launcher.bootstrap

setup-tests:
	@$(CHECK_PYTHON)
	@python3 -m bot.launcher.bootstrap --tests

define CHECK_PYTHON
python3 -c 'import sys; sys.exit(sys.version_info < (3, 8))' 2>/dev/null || \
	{ echo "✗ python3 is missing or older than 3.8: install a newer one (on Debian or Ubuntu: apt install python3)." >&2; exit 1; }
endef
