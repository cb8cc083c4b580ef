# Everything a developer or an operator does. `make help` lists it.
SHELL := /usr/bin/env bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

CITY ?= cities/chongqing
DATA ?= data/city
PORT ?= 8080
ONLY ?=
BAYU := .build/release/bayu
PYTHON := .venv/bin/python
CHECKS := python3 scripts/run_checks.py

##@ Run
.PHONY: help run serve build setup setup-run setup-test setup-bench test test-pure test-stores check format bench clean

run: build ## Install what is missing, build, and play a synthetic day on the city of Chongqing at 127.0.0.1 (PORT=8080)
	exec $(BAYU) serve --city cities/chongqing --data data/demo --port $(PORT) --scenario day-of-the-city

serve: build ## The same without a scenario: make serve CITY=cities/chongqing DATA=data/city [PORT=8080]
	exec $(BAYU) serve --city $(CITY) --data $(DATA) --port $(PORT)

build: setup-run ## Build the server in release: leaves .build/release/bayu
	@echo "Building Bayu in release. The first build takes several minutes; later ones take seconds."
	scripts/build_release.sh

##@ Set up
setup: setup-run setup-test setup-bench ## Install everything that is missing: to run, to test and to measure

setup-run: ## Install what running needs and nothing more (no browser)
	@scripts/setup.sh run

setup-test: setup-run ## Install what the tests need: a browser, fonts, deno, pytest
	@scripts/setup.sh test

setup-bench: setup-run ## Install what `make bench` needs: a load generator
	@scripts/setup.sh bench

##@ Check
test: setup-test ## Everything: all gates, all Swift tests, the release build, the console in a real browser
	@$(CHECKS) all

check: setup-test ## The gates without the heavy tests: formatting, tidiness, imports, warnings, the console's types
	@$(CHECKS) gates

test-pure: ## Build and test the pure targets alone; needs nothing but the Swift toolchain
	@$(CHECKS) pure

test-stores: setup-run ## Build and test the pure targets and the stores (SQLite, files, accounts), without the server
	@$(CHECKS) stores

format: setup-test ## Format Swift and the console's sources in place
	swift format -i -p -r Package.swift Sources Tests Plugins
	$(PYTHON) scripts/console_sources.py | xargs -r .venv/bin/deno fmt --quiet

##@ Measure
bench: setup-bench build ## Measure the figures and write bench-results.json: make bench [ONLY=NAME]
	$(PYTHON) bench/run.py $(ONLY)

##@ Tidy up
clean: ## Remove everything that was built or fetched; data/ stays
	rm -rf .build .build-pure .build-stores .venv artifacts Sources/Adapters/Console/Resources/vendor

help: ## List all targets
	@awk 'BEGIN { FS = ":.*## " } /^##@ / { printf "\n%s\n", substr($$0, 5) } /^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
