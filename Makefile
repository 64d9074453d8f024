# Every command installs what it needs, once, into .venv. `make help` lists the commands.
.DEFAULT_GOAL := help
PYTHON ?= python3
ADDRESS ?= 127.0.0.1:8000
CONFIG ?= mkdocs.yml
BIN := .venv/bin

# Whatever is given as NAME=value goes to commands through their environment, as it was typed: make
# would read a $ in it as the start of a variable, and a shell its quotes and backticks.
export ADDRESS CONFIG PYTHON
$(foreach name,$(.VARIABLES),$(if $(findstring command line,$(origin $(name))),\
  $(eval override export $(name) := $$(value $(name)))))

# The system's own is a list for its messages; the language of a new site is given on the command line.
ifeq ($(origin LANGUAGE),environment)
unexport LANGUAGE
endif

# The warnings about the end of MkDocs and the theme are known: guide/decisions/0002.
export NO_MKDOCS_2_WARNING := 1
export DISABLE_MKDOCS_2_WARNING := true
# Our files are UTF-8, whatever the machine's locale is.
export PYTHONUTF8 := 1

.PHONY: help serve site test soak check bench weight start picture article urls reply helpline headers links fix lock for-site for-dev for-soak for-links for-lock

help: ## List these commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

serve: for-site ## Preview the site at 127.0.0.1:8000 and rebuild it on every save
	@$(BIN)/python -m tools.serve

site: for-site ## Build the site into site/; on any problem the last good site stays
	@$(BIN)/python -B tools/build.py

test: for-dev ## Run every test, those that would take long on a sample
	@$(BIN)/pytest --numprocesses=auto --dist=worksteal

soak: for-soak ## Run every test whole, in three browsers, and print the figures of the long ones
	@SOAK=1 $(BIN)/pytest -s

check: for-dev ## Run what a pull request must pass: build, texts, spelling, lint, types, tests
	@$(BIN)/python -m tools.check

fix: for-dev ## Fix what a command can fix; regenerate what follows from the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/typos --write-changes docs locales
	$(BIN)/python -m tools.normalize
	$(BIN)/python -m tools.gen_schemas
	$(BIN)/python -m tools.gen_lint_rules
	$(BIN)/python -m tools.gen_settings
	$(BIN)/python -B tools/build.py
	$(BIN)/python -m tools.urls --add site

bench: for-site ## Time builds and edits beside the stock theme, with PEERS=1 beside three others too; takes minutes
	@$(BIN)/python -m tools.bench

weight: for-site ## Print the bytes of every page beside the stock theme's
	@$(BIN)/python -m tools.weight

start: for-site ## Make a site of your own out of this clone; asks for what TITLE= LANGUAGE= do not give
	@$(BIN)/python -m tools.start

picture: for-dev site ## Draw guide/site.webp anew, the picture of the site in README.md
	@$(BIN)/python -m tools.picture site

article: for-site ## Write a new article that passes; asks for what SERIES= TITLE= SUMMARY= do not give
	@$(BIN)/python -m tools.article

urls: site ## Rewrite the list of published URLs; what no longer exists is dropped
	@$(BIN)/python -m tools.urls --reset site

reply: for-site ## Write a reply from an e-mail (LETTER=letter.txt), or take one back (TAKE_BACK=2026-03-01-7)
	@$(BIN)/python -m tools.reply

helpline: for-site ## Add a helpline to docs/helplines.yml; asks for what it needs
	@$(BIN)/python -m tools.helplines

headers: for-site ## Print the headers of the built site for SERVER= (nginx, apache, caddy)
	@$(BIN)/python -m tools.headers

links: for-links ## Check that every page of other sites that ours link to still answers
	@$(BIN)/python -B tools/build.py
	@$(BIN)/python -m tools.links

lock: for-lock ## Resolve the newest allowed packages into requirements/
	@$(BIN)/python -m tools.lock

for-site:
	@"$$PYTHON" tools/setup.py site

for-dev: for-site
	@"$$PYTHON" tools/setup.py dev

for-soak: for-dev
	@"$$PYTHON" tools/setup.py soak

for-links: for-site
	@"$$PYTHON" tools/setup.py links

for-lock: for-site
	@"$$PYTHON" tools/setup.py lock
