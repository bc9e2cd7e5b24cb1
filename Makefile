# `make help` lists what there is.
SHELL := /bin/bash
.DEFAULT_GOAL := help
SWIFT ?= swift

.PHONY: help prepare build demo demo-all demo-languages test test-long test-ecosystem lint bench \
	bench-client bench-dedup bench-export bench-finished bench-rules bench-decontaminate \
	bench-self-instruct bench-store install clean

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
	@Tests/ecosystem/near_duplicates
	@Tests/ecosystem/run demo.db demo/train.jsonl
	@Tests/ecosystem/run-contract
	@Tests/ecosystem/run-store demo.db

lint: prepare ## the formatter's rules, strictly
	$(SWIFT) format lint --strict -p -r Sources Tests Package.swift

bench: bench-dedup ## measurements beside the peers, in one run
	@Benchmarks/export
	@Benchmarks/curation.py rules decontaminate
	@Benchmarks/client
	@Benchmarks/store

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

bench-store: build ## the file of a million artifacts: rows in, views, lineage, verify, merge
	@Benchmarks/store

install: build ## copy the binary to PREFIX/bin
	install -D -m 755 .build/release/seedbed $(DESTDIR)$(or $(PREFIX),/usr/local)/bin/seedbed

clean: ## remove what was built and the demo's files
	rm -rf .build demo demo-?? demo-all demo*.db demo*.db-wal demo*.db-shm
