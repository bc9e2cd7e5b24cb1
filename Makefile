# `make help` lists what there is.
SHELL := /bin/bash
.DEFAULT_GOAL := help
SWIFT ?= swift

.PHONY: help prepare build demo demo-all demo-languages test test-long test-ecosystem lint bench bench-quick bench-start bench-resume \
	bench-client bench-dedup bench-export bench-finished bench-rules bench-decontaminate \
	bench-self-instruct bench-store dist install test-install clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

prepare: ## install the system packages that a build needs
	@scripts/prepare

build: prepare ## the release binary, .build/release/seedbed
	$(SWIFT) build -c release --product seedbed

demo: ## GLAN on a real local model, end to end; no key needed
	@scripts/prepare --model
	$(SWIFT) build -c release --product seedbed
	@SMALL=$(SMALL) scripts/demo

demo-languages: build ## GLAN in Japanese and Korean on the same model
	@scripts/prepare --model
	@scripts/demo-languages

demo-all: build ## every other method on the same model
	@scripts/prepare --model
	@scripts/demo-all

test: prepare ## all tests but the long ones
	$(SWIFT) test --disable-xctest

test-long: prepare ## the long tests too
	SEEDBED_LONG=1 $(SWIFT) test --disable-xctest

test-ecosystem: demo ## load what Seedbed writes, and find what it finds, with the tools of others
	$(SWIFT) build -c release --product similarity-bench
	@Tests/ecosystem/completions
	@Tests/ecosystem/near_duplicates
	@Tests/ecosystem/run demo.db demo/train.jsonl
	@Tests/ecosystem/run-contract
	@Tests/ecosystem/run-store demo.db

lint: prepare ## the formatter's rules, strictly
	$(SWIFT) format lint --strict -p -r Sources Tests Package.swift

bench: build ## all measurements beside the peers, and docs/benchmarks.md from them (an hour)
	@SWIFT="$(SWIFT)" Benchmarks/run

bench-quick: build ## the same with small inputs, in a few minutes; the page stays
	@SWIFT="$(SWIFT)" Benchmarks/run --quick

bench-dedup: build ## near-duplicates beside the peers
	$(SWIFT) build -c release --product similarity-bench
	@Benchmarks/dedup $(PARTS)

bench-client: build ## model calls, beside the clients of others
	@Benchmarks/client

bench-export: build ## import, export and check of a million rows
	@Benchmarks/export

bench-finished: build ## a run of 100,000 questions with faults, and the time of the same command again
	@Benchmarks/finished_run.py

bench-rules: build ## rules over 52,002 and 1,000,000 pairs
	@Benchmarks/curation.py rules

bench-decontaminate: build ## 1,000,000 questions against 100,000 items of a benchmark
	@Benchmarks/curation.py decontaminate

bench-self-instruct: build ## how fast Self-Instruct's loop judges
	@python3 Benchmarks/self_instruct.py .build/release/seedbed

bench-store: build ## the file of a million artifacts: rows in and out, views, lineage, verify, merge
	@Benchmarks/store

bench-resume: build ## what a kill costs, beside curator and distilabel
	@Benchmarks/resume

bench-start: build ## start-up time and size
	@Benchmarks/start.py

dist: ## one binary that needs no Swift, as a tarball and a wheel in dist/
	@scripts/dist

install: ## the same binary, documentation and completions below PREFIX (/usr/local)
	@scripts/install "$$(scripts/dist binary)" "$(DESTDIR)$(or $(PREFIX),/usr/local)"

test-install: dist ## install and run it in a fresh Debian without Swift, demo included; needs root
	@Tests/ecosystem/run-install

clean: ## remove what was built and the demo's files
	rm -rf .build dist demo demo-?? demo-all demo*.db demo*.db-wal demo*.db-shm demo*.html
