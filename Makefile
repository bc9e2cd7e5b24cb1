# `make help` lists what there is.
SHELL := /bin/bash
.DEFAULT_GOAL := help
SWIFT ?= swift

.PHONY: help prepare build demo demo-languages test test-long test-ecosystem lint bench \
	bench-export bench-store install clean

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

test: prepare ## all tests but the long ones
	$(SWIFT) test --disable-xctest

test-long: prepare ## the long tests too
	SEEDBED_LONG=1 $(SWIFT) test --disable-xctest

test-ecosystem: demo ## load what Seedbed writes with the tools of others
	@Tests/ecosystem/run demo.db demo/train.jsonl
	@Tests/ecosystem/run-store demo.db

lint: prepare ## the formatter's rules, strictly
	$(SWIFT) format lint --strict -p -r Sources Tests Package.swift

bench: build ## measurements beside the peers, in one run
	@Benchmarks/run
	@Benchmarks/export
	@Benchmarks/store

bench-export: build ## import, export and check of a million rows
	@Benchmarks/export

bench-store: build ## the file of a million artifacts: rows in, views, lineage, verify, merge
	@Benchmarks/store

install: build ## copy the binary to PREFIX/bin
	install -D -m 755 .build/release/seedbed $(DESTDIR)$(or $(PREFIX),/usr/local)/bin/seedbed

clean: ## remove what was built and the demo's files
	rm -rf .build demo demo-?? demo*.db demo*.db-wal demo*.db-shm
