# Each target says what it does behind its name; `make` alone lists them.
.DEFAULT_GOAL := help
.PHONY: help demo test thorough check bench pictures format lock migration browser environment developer

ENVIRONMENT = python=$$(sh tools/python.sh) && "$$python" tools/environment.py
RUN = .venv/bin

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

demo: environment ## the whole service with a pretend phone, on this machine (ARGS="--at '2026-11-24 16:05'")
	@exec $(RUN)/madobe demo $(ARGS)

test: developer browser ## every check, and the tests that a quarter of an hour holds
	@exec $(RUN)/python tools/checks.py all

thorough: developer browser ## every check and every test, on both databases: an hour
	@exec $(RUN)/python tools/checks.py thorough

check: developer ## the fast part: format, lint, types, imports, tests without servers
	@exec $(RUN)/python tools/checks.py fast

bench: developer ## measure, print a table, write var/reports/bench.json
	@exec $(RUN)/python -m bench $(ARGS)

pictures: developer browser ## take the documentation's pictures of the console anew
	@exec $(RUN)/python tools/pictures.py

format: developer ## lay out the code, and mend what can be mended without asking
	@$(RUN)/ruff format
	@$(RUN)/ruff check --fix

lock: developer ## pin the newest versions that pyproject.toml allows, with hashes
	@exec $(RUN)/python tools/lock.py

migration: developer ## a new, numbered migration from the models (NAME="why it is needed")
	@exec $(RUN)/python tools/migration.py "$(NAME)"

browser:
	@$(RUN)/python tools/system_packages.py
	@$(RUN)/python tools/html_checker.py

environment:
	@$(ENVIRONMENT) run

developer:
	@$(ENVIRONMENT) develop
