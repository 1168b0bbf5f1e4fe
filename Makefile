# Each target sets up by itself what it needs: Debian packages, .venv, the locked Python packages.
.PHONY: help lab setup test lint notebooks build bench lock clean
python := .venv/bin/python
# One worker more than processors, for while tests wait.
pytest := $(python) -m pytest -n $(shell expr $$(nproc) + 1) --maxprocesses 8
lock := $(python) -m uv pip compile pyproject.toml --quiet --upgrade --no-config --universal \
	--python-version 3.11 --fork-strategy fewest --generate-hashes \
	--custom-compile-command "make lock"

help:
	@sed -n 's/^\([a-z]*\):.*## /make \1: /p' Makefile

lab: ## open JupyterLab on your copies of the lessons; LAB_ARGS passes options to it
	@scripts/setup requirements.txt apt.txt
	@$(python) -m sixprinciples.lab $(LAB_ARGS)

setup: ## install what maintainers need
	@scripts/setup requirements-dev.txt apt.txt apt-dev.txt

test: setup ## run the whole suite
	@$(MAKE) --no-print-directory --jobs 2 --output-sync lint notebooks
	$(pytest) tests

notebooks: setup
	$(python) -m sixprinciples build --check
	$(pytest) --dist loadscope --nbval lessons
	$(pytest) --dist loadscope --nbval-lax solutions

lint: setup ## check style and types
	$(python) -m ruff check .
	$(python) -m ruff format --check .
	$(python) -m mypy

build: setup ## make the notebooks from the texts in authoring/
	$(python) -m sixprinciples build

bench: setup ## measure grading beside nbgrader, results in benchmarks/results/; BENCH_ARGS passes options
	$(python) benchmarks/grade.py $(BENCH_ARGS)

lock: setup ## renew requirements.txt and requirements-dev.txt
	$(lock) --extra student --output-file requirements.txt
	$(lock) --extra dev --constraints requirements.txt --output-file requirements-dev.txt

clean: ## remove .venv and caches; never touches work/ or anything of nbgrader's
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache
