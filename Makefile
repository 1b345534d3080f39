# make help lists what can be done here. Needed: Go, make; git and a C compiler help.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help run test check shared fmtcheck build fmt lint knowledge unit mutate fuzz syncs kills bench score vignettes signals-bench golden tools journeys screenshots lighthouse clean

GO      ?= go
TOOL    := $(GO) tool -modfile=tools/go.mod
BIN     := bin/skinafter
SHARED  ?= ../shared
ADDR    ?= 127.0.0.1:8080
VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo unknown)

# Largest static binary that we ship, in bytes (35 MB).
CEILING := 36700160
# How long make fuzz spends on each target.
FUZZTIME ?= 10s

# The race detector needs cgo and with it a C compiler; without one the tests run all the same.
HAVE_CC := $(shell command -v "$$($(GO) env CC)" >/dev/null 2>&1 && echo yes)
RACE    := $(if $(HAVE_CC),-race,)
export GOFLAGS := -buildvcs=false

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 20

run: ## open the app on this machine, with an invented course filled in (make run ADDR=127.0.0.1:8080)
	@CGO_ENABLED=0 $(GO) run ./cmd/skinafter demo --addr $(ADDR)

test: check ## everything that must hold before a change lands (what CI runs)

check: tools shared fmtcheck lint knowledge unit mutate build
	@echo "make test: all passed"

shared:
	@if [ -d "$(SHARED)/data/labels" ]; then \
	  echo "shared data: found in $(SHARED); tests measure on its labels too"; \
	else \
	  echo "shared data: not found in $(SHARED); tests that measure on it say so and pass"; \
	fi

fmtcheck:
	@echo "gofumpt"
	@out="$$($(TOOL) gofumpt -l .)"; if [ -n "$$out" ]; then echo "not formatted (make fmt): $$out"; exit 1; fi

fmt: ## format the Go code and the knowledge files
	@$(TOOL) gofumpt -w .
	@$(GO) run ./cmd/skinafter knowledge fmt --knowledge knowledge

lint: ## go vet and golangci-lint, both pinned (the first run builds the linter)
	@echo "go vet"
	@$(GO) vet ./...
	@echo "golangci-lint"
	@$(TOOL) golangci-lint run ./...

knowledge: ## lint the knowledge, ask its cases, count what they cover
	@$(GO) run ./cmd/skinafter knowledge lint --knowledge knowledge
	@$(GO) run ./cmd/skinafter knowledge fmt --check --knowledge knowledge
	@$(GO) run ./cmd/skinafter knowledge test --knowledge knowledge
	@$(GO) run ./cmd/skinafter knowledge cover --fail-on-untested --knowledge knowledge

unit: ## all Go tests, shuffled, with fuzz seeds; with the race detector where it can run
	@if [ -z "$(RACE)" ]; then echo "no C compiler found: the tests run without the race detector"; fi
	@$(GO) test $(RACE) -shuffle=on -count=1 ./...

build: ## the static binary, and its size against the ceiling
	@CGO_ENABLED=0 $(GO) build -trimpath -ldflags "-s -w -X main.version=$(VERSION)" -o $(BIN) ./cmd/skinafter
	@size=$$(wc -c <$(BIN)); echo "$(BIN): $$size bytes (ceiling $(CEILING))"; \
	  if [ "$$size" -gt $(CEILING) ]; then echo "the binary is over its ceiling"; exit 1; fi

mutate: ## flip every level and move every window of the rules, one at a time: does a case notice?
	@$(GO) test -count=1 -run '^TestMutation$$' -v ./cmd/skinafter -mutate | grep -E 'changes found out|the bar|not found out|^(FAIL|ok|---)'

fuzz: ## every fuzz target for FUZZTIME (10s)
	@for pkg in $$($(GO) list ./...); do \
	  for target in $$($(GO) test -list '^Fuzz' $$pkg | grep '^Fuzz' || true); do \
	    echo "$$pkg $$target"; $(GO) test -run '^$$' -fuzz "^$$target$$" -fuzztime $(FUZZTIME) $$pkg; \
	  done; \
	done

syncs: ## count the syncs of every acknowledged write with strace, with a control that must fail
	@$(GO) test -count=1 -run 'Sync|CommittedTogether' -v ./internal/store/sqlite -syncs | grep -E 'writes|syncs|^(FAIL|ok|---)'
	@$(GO) test -count=1 -run 'Synced' -v ./internal/store/postgres | grep -E 'writes|syncs|^(FAIL|ok|---)'

# How often make kills kills a migration from each earlier schema.
KILLS ?= 20

kills: ## kill migrations at KILLS (20) random moments from every earlier schema, on both engines
	@for engine in sqlite postgres; do echo "$$engine"; \
	  $(GO) test -count=1 -timeout 60m -run 'BeingKilled' -v ./internal/store/$$engine -kills $(KILLS) | grep -E 'schema|^(FAIL|ok|---)'; \
	done

bench: build ## speed, memory and start-up time
	@$(GO) test -run '^$$' -bench . -benchmem ./...

score: build ## names and hazards on the hand-read labels of ../shared, where they are
	@if [ ! -f "$(SHARED)/tools/score_labels.py" ]; then echo "score: $(SHARED)/tools/score_labels.py is absent, nothing to score on"; exit 0; fi; \
	if ! command -v python3 >/dev/null; then echo "score: python3 is absent; it runs score_labels.py"; exit 1; fi; \
	out="$$(mktemp)"; trap 'rm -f "$$out"' EXIT; \
	for truth in truth_dev truth_dev_noisy; do \
	  echo "== $$truth"; \
	  python3 "$(SHARED)/tools/score_labels.py" --inputs "$(SHARED)/data/labels/$$truth.jsonl" | $(BIN) label --ndjson >"$$out"; \
	  python3 "$(SHARED)/tools/score_labels.py" "$(SHARED)/data/labels/$$truth.jsonl" "$$out"; \
	done

vignettes: build ## the scoring table on the development vignettes of ../shared, where they are
	@if [ ! -f "$(SHARED)/knowledge/vignettes-dev.jsonl" ]; then echo "vignettes: $(SHARED)/knowledge/vignettes-dev.jsonl is absent, nothing to score on"; exit 0; fi; \
	$(BIN) vignettes "$(SHARED)/knowledge/vignettes-dev.jsonl"; $(BIN) vignettes --text "$(SHARED)/knowledge/vignettes-dev.jsonl"

# Reports of the made-up collections that make signals-bench measures, in thousands.
SIZES ?= 100,1000,10000
signals-bench: build ## CPU seconds and peak memory of signals on 0.1, 1 and 10 million made-up reports
	@$(GO) test -v -count=1 -timeout 60m -run '^TestSignalsBench$$' ./cmd/skinafter -signals-bench $(SIZES) -program $(abspath $(BIN))

tools: ## install what the tests need beside Go, or name it: Chromium, PostgreSQL, node, axe-core, Lighthouse
	@tools/install.sh

journeys: tools ## a real Chromium goes through the app as a person does (part of make unit too)
	@$(GO) test -count=1 -v ./internal/testkit/browser ./internal/web/journeys | grep -E 'taps|bytes in|^ *[a-z_]+_test.go|^ *--- FAIL|^(FAIL|ok)'

screenshots: tools ## pictures of every page into ./screenshots: phone, night, German, right to left, 320 px, large text, paper
	@rm -rf screenshots
	@SKINAFTER_SCREENSHOTS="$(CURDIR)/screenshots" $(GO) test -count=1 -run '^TestPages' ./internal/web/journeys
	@echo "$$(ls screenshots | wc -l) pictures in screenshots"

# Pages that Lighthouse measures; "A > B" is the page that the first link like B on A leads to:
# a verdict on a product, the result of a check-in.
LIGHTHOUSE := / /check "/shelf > ^/shelf/[0-9a-f]{8}" /check-in "/timeline > /result$$" /plan /timeline /passport /session /sources /my-data /help

lighthouse: tools build ## Lighthouse's mobile preset on the pages of the demonstration, held to the bars of a page
	@out="$$(mktemp)"; $(BIN) demo --addr 127.0.0.1:0 >"$$out" & id=$$!; \
	trap 'kill $$id 2>/dev/null || true; wait $$id 2>/dev/null || true; rm -f "$$out"' EXIT; \
	for _ in $$(seq 100); do grep -q '^http' "$$out" && break; sleep 0.1; done; \
	node tools/browser/lighthouse.mjs "$$(grep -m1 '^http' "$$out")" $(LIGHTHOUSE)

golden: ## write the golden pages anew; read the difference before you commit it
	@$(GO) test ./cmd/skinafter -run 'Page|Script' -update
	@$(GO) test ./knowledge -run 'Trace' -update

clean: ## remove what was built
	@rm -rf bin
