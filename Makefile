# Every command sets up what it needs, once, in .venv. `make help` lists them.
.DEFAULT_GOAL := help
PYTHON ?= python3
ADDRESS ?= 127.0.0.1:8000
BIN := .venv/bin

# The warnings about the end of MkDocs and the theme are known: guide/decisions/0002.
export NO_MKDOCS_2_WARNING := 1
export DISABLE_MKDOCS_2_WARNING := true
# Our files are UTF-8, whatever the machine's locale would read.
export PYTHONUTF8 := 1

.PHONY: help serve site test soak check bench weight article addresses reply helpline links fix lock for-site for-dev for-links

help: ## List these commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

serve: for-site ## Preview the site at 127.0.0.1:8000 and rebuild it on every save
	@$(BIN)/mkdocs serve --dev-addr $(ADDRESS)

site: for-site ## Build the site into site/; if anything is wrong, the last good one stays
	@$(BIN)/python tools/build.py

test: for-dev ## Run every test
	@$(BIN)/pytest

soak: for-dev ## Run the long tests in full, and print their figures
	@SOAK=1 $(BIN)/pytest -s tests/soak

check: for-dev ## What a pull request must pass: format, lint, types, spelling, texts, build, tests
	@$(BIN)/python -m tools.check

fix: for-dev ## Mend what can be mended mechanically
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/typos --write-changes docs locales
	$(BIN)/python -m tools.normalize
	$(BIN)/python -m tools.gen_schemas
	$(BIN)/python -m tools.gen_lint_rules
	$(BIN)/python tools/build.py
	$(BIN)/python -m tools.urls --add site

bench: for-site ## Time builds of 7 to 5,000 articles, beside the stock theme, and of one edit; takes many minutes
	@$(BIN)/python -m tools.bench

weight: for-site ## Weigh every page, beside the stock theme's
	@$(BIN)/python -m tools.weight

article: for-site ## Write a new article that passes: SERIES= TITLE= SUMMARY=, or it asks
	@$(BIN)/python -m tools.article

# As they are typed: make would take a $ in them for the beginning of a variable.
article: override export SERIES := $(value SERIES)
article: override export TITLE := $(value TITLE)
article: override export SUMMARY := $(value SUMMARY)
article: override export LABEL := $(value LABEL)

addresses: site ## Write the list of published addresses anew, and let go of what is gone
	@$(BIN)/python -m tools.urls --reset site

reply: for-site ## Write a reply from LETTER=letter.txt, or TAKE_BACK=2026-03-01-7
	@$(BIN)/python -m tools.reply $(if $(TAKE_BACK),take-back "$(TAKE_BACK)",write $(if $(LETTER),"$(LETTER)"))

helpline: for-site ## Add a helpline to docs/helplines.yml; asks for what is needed
	@$(BIN)/python -m tools.helplines

links: for-links ## Ask whether every page of other sites that ours link to is still there
	@$(BIN)/python tools/build.py
	@$(BIN)/python -m tools.links

lock: for-dev ## Resolve the newest allowed packages into requirements/
	@$(BIN)/python -m tools.lock

for-site:
	@$(PYTHON) tools/setup.py site

for-dev: for-site
	@$(PYTHON) tools/setup.py dev

for-links: for-site
	@$(PYTHON) tools/setup.py links
