# SPDX-License-Identifier: MIT
# One command per wish; `make help` lists them.
SHELL := /bin/bash
.DEFAULT_GOAL := site

VERSION := $(shell cat VERSION)
# Objects live outside the sources. Builds of other kinds lie beside them: SAN=1 with AddressSanitizer and UBSan, SAN=fuzz so and for
# libFuzzer, with clang, TSAN=1 with ThreadSanitizer, COV=1 counting which lines run. None of these is confined: they write files of
# their own, and trace.
FUZZING := $(filter fuzz,$(SAN))
KIND := $(if $(FUZZING),/fuzz,$(if $(SAN),/san,$(if $(TSAN),/tsan,$(if $(COV),/cov))))
BUILD := build$(KIND)
PREFIX ?= /usr/local
SHARE := $(PREFIX)/share/standpoint
PROGRAM := $(BUILD)/standpoint

PACKAGES := libcmark libxml-2.0 libcjson glib-2.0 icu-i18n icu-uc yaml-0.1 sqlite3 zlib libseccomp nettle
ROOMS := cli site export store matrix coding codebook text read render base

CC ?= gcc
ifdef FUZZING
CC := clang
endif
OPTIMISE ?= $(if $(COV),-O0,-O2)
WARNINGS := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith \
  -Wwrite-strings -Wformat=2 -Wundef -Wvla -Wimplicit-fallthrough
WERROR ?= -Werror
HARDEN := -fstack-protector-strong -fstack-clash-protection $(if $(filter x86_64,$(shell uname -m)),-fcf-protection) -fPIE $(if $(KIND),,-D_FORTIFY_SOURCE=2)
comma := ,
SANITIZE := $(if $(TSAN),-fsanitize=thread) $(if $(COV),--coverage -fprofile-update=atomic) \
  $(if $(SAN),-fsanitize=address$(comma)undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer $(if $(FUZZING),-fsanitize=fuzzer-no-link))
# No fused multiply-add: sums of floating-point numbers give the same bits on each machine.
CFLAGS_ALL = -std=c11 -ffp-contract=off -D_GNU_SOURCE -DSTANDPOINT_VERSION='"$(VERSION)"' \
  -DSTANDPOINT_SHARE='"$(SHARE)"' $(OPTIMISE) -g $(WARNINGS) $(WERROR) \
  $(HARDEN) $(SANITIZE) $(if $(KIND),-DSTANDPOINT_UNCONFINED) -Igenerator $(shell pkg-config --cflags $(PACKAGES)) $(CFLAGS)
LDFLAGS_ALL = -pie -Wl,-z,relro,-z,now $(SANITIZE) $(LDFLAGS)
LIBS = $(shell pkg-config --libs $(PACKAGES)) -lm -lpthread

objects = $(patsubst generator/%.c,$(BUILD)/obj/%.o,$(wildcard generator/$(1)/*.c $(if $(filter site,$(1)),generator/site/pages/*.c)))
ARCHIVES := $(ROOMS:%=$(BUILD)/lib/%.a)

# --- the site -------------------------------------------------------------------------------------

.PHONY: site pdf program deps help
site: program ## Build the program and publish the site of input/ into output/ (the default)
	$(PROGRAM) build .

pdf: site ## Print the site as PDF into pdf/: the two-page briefing and the full edition (needs Chromium)
	@DEPS=$(DEPS) tests/deps pdf || true
	@generator/pdf/standpoint-pdf .

program: deps ## Build the program alone
	@$(MAKE) --no-print-directory $(PARALLEL) $(PROGRAM)

deps: ## Install what the build needs (nothing where all is there; DEPS=no never installs)
	@DEPS=$(DEPS) tests/deps build

# As many jobs as processors, unless the caller said how many.
PARALLEL = $(if $(findstring j,$(filter-out --%,$(MAKEFLAGS))),,-j$(shell nproc))

# --- the program ----------------------------------------------------------------------------------

$(PROGRAM): $(BUILD)/obj/main.o $(ARCHIVES)
	$(CC) $(LDFLAGS_ALL) -o $@ $(BUILD)/obj/main.o -Wl,--start-group $(ARCHIVES) -Wl,--end-group $(LIBS)

define room
$(BUILD)/lib/$(1).a: $(call objects,$(1))
	@mkdir -p $$(@D) && rm -f $$@
	ar rcs $$@ $$^
endef
$(foreach r,$(ROOMS),$(eval $(call room,$(r))))

$(BUILD)/obj/%.o: generator/%.c VERSION
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_ALL) -MMD -MP -c -o $@ $<

# Inner loops of the net: to count and compare each of their steps would take libFuzzer most of its time and tell it nothing.
ifdef FUZZING
$(BUILD)/obj/coding/net_words.o $(BUILD)/obj/coding/net_answer.o: private SANITIZE := $(filter-out -fsanitize=fuzzer-no-link,$(SANITIZE))
$(BUILD)/obj/coding/net_file.o $(BUILD)/targets/net: private SANITIZE += -fno-sanitize-coverage=trace-cmp
endif

# These tables are built into the program.
$(BUILD)/obj/text/embedded.o: generator/data/abbreviations.txt generator/data/lemma-exceptions.txt

-include $(shell find $(BUILD)/obj $(BUILD)/tests -name '*.d' 2>/dev/null)

# --- the tests ------------------------------------------------------------------------------------
# A unit test is tests/unit/ROOM-thing.c; it is linked against every archive, the linker takes what it needs.

UNITS := $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(wildcard tests/unit/*.c))
$(BUILD)/tests/%: tests/unit/%.c $(ARCHIVES)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_ALL) -Wno-missing-prototypes $(shell pkg-config --cflags check) -MMD -MP $(LDFLAGS_ALL) -o $@ $< \
	  -Wl,--start-group $(ARCHIVES) -Wl,--end-group $(LIBS) $(shell pkg-config --libs check)

# A fuzz target is tests/fuzz/targets/NAME.c; with SAN=fuzz libFuzzer drives it, else it reads the files named.
FUZZERS := $(patsubst tests/fuzz/targets/%.c,$(BUILD)/targets/%,$(wildcard tests/fuzz/targets/*.c))
$(BUILD)/targets/%: tests/fuzz/targets/%.c tests/fuzz/scaffold.c tests/fuzz/replay.c tests/fuzz/fuzz.h $(ARCHIVES)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_ALL) $(LDFLAGS_ALL) $(if $(FUZZING),-fsanitize=fuzzer) -o $@ $< tests/fuzz/scaffold.c $(if $(FUZZING),,tests/fuzz/replay.c) \
	  -Wl,--start-group $(ARCHIVES) -Wl,--end-group $(LIBS)

# What has calls to the system fail (tests/faults).
$(BUILD)/faults/shim.so: $(wildcard tests/faults/shim*.[ch])
	@mkdir -p $(@D)
	$(CC) -std=c11 -D_GNU_SOURCE -O2 -g $(WARNINGS) $(WERROR) -Wno-missing-prototypes -fPIC -shared $(shell pkg-config --cflags sqlite3) \
	  -o $@ $(filter %.c,$^) -ldl

.PHONY: units fuzzers fuzz check-linear check check-faults check-web check-hostile check-print check-cluster check-incremental check-speed score bench regen
units: $(UNITS)

fuzzers: $(FUZZERS)

fuzz: ## Try invented input on every reader, on the coder and the templates, for SECONDS=600 each (TARGET="html markdown": these alone)
	@DEPS=$(DEPS) tests/deps fuzz
	@SECONDS_EACH=$(SECONDS) RECORD=$(RECORD) tests/fuzz/fuzz $(TARGET)

check-linear: ## Double pathological input four times: each may cost at most 2.2 times as much, over what empty input costs (CASE="html-depth": these alone)
	@DEPS=$(DEPS) tests/deps linear
	@DEPS=$(DEPS) tests/linear/run $(CASE)

check: ## Run every test, once plain and once under the sanitizers; ends in "N passed, N failed"
	@DEPS=$(DEPS) tests/deps check
	@DEPS=$(DEPS) tests/run

check-web: program ## Read and search the sites of example, four more languages, plain theme and a large one with browser, HTML checker and axe (skipped where they cannot be had)
	@DEPS=$(DEPS) tests/web/run

check-hostile: program ## Build a site of hostile articles, codebooks, settings and files, and open every page of it in a browser that reports what is not the site's own
	@DEPS=$(DEPS) tests/hostile/run full

check-print: program ## Print example and a large site as PDF and read what comes out (skipped where the tools cannot be had)
	@DEPS=$(DEPS) tests/print/run

check-cluster: program ## Code COUNT=1000 articles on a Slurm of four nodes and under GNU parallel over ssh, both on loopback, and kill some of them
	@DEPS=$(DEPS) COUNT=$(COUNT) tests/cluster/run

check-speed: program ## Measure what readers wait for: Lighthouse, sizes, first paint
	@DEPS=$(DEPS) tests/deps web
	@npm install --no-save --no-audit --no-fund --silent --prefix build/web playwright-core lighthouse
	@node tests/web/speed.mjs

check-faults: program ## Have LIMIT=2200 calls to the system fail and send KILLS=500 signals at random moments (SEED=1; LIMIT=all: each call, each error), and judge what is left
	@DEPS=$(DEPS) LIMIT=$(LIMIT) KILLS=$(KILLS) SEED=$(SEED) RECORD=$(RECORD) tests/faults/run

check-incremental: program ## Make EDITS=500 random edits (SEED=1) to a site and compare each build with a clean one
	@EDITS=$(EDITS) SEED=$(SEED) tests/incremental/run

score: program ## How right the coder is: GOLD=FOLDER (gold.jsonl, articles/), else the cases of coding
	@GOLD="$(GOLD)" tests/score

bench: program ## Measure the program on invented articles (COUNT="200 2000 20000") beside Hugo, wink-nlp and libcmark; RECORD=yes keeps tests/bench/RESULTS.md
	@DEPS=$(DEPS) tests/deps bench
	@DEPS=$(DEPS) $(if $(COUNT),COUNT="$(COUNT)") RECORD=$(RECORD) tests/bench/run

regen: program ## Show where expected output differs from today's, and ask
	@tests/regen

# --- the English model ------------------------------------------------------------------------------

# TREEBANK: a folder with *train*.conllu files; WORDNET: the WordNet 3 files (Debian: wordnet-base); NEWS: a folder of articles for word clusters.
WORDNET ?= /usr/share/wordnet
.PHONY: model
model: program ## Make generator/data/english.model anew: make model TREEBANK=FOLDER [NEWS=FOLDER] (about ten minutes)
	$(if $(TREEBANK),,$(error model needs TREEBANK=FOLDER, a folder with *train*.conllu files))
	$(PROGRAM) train -v --wordnet $(WORDNET) $(if $(NEWS),--news $(NEWS)) -o generator/data/english.model $(TREEBANK)

# --- the rest -------------------------------------------------------------------------------------

.PHONY: install uninstall lint format clean
install: program ## Install program, templates and model below PREFIX (DESTDIR is honoured)
	install -D -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/standpoint
	install -m 755 generator/pdf/standpoint-pdf $(DESTDIR)$(PREFIX)/bin/
	install -d $(DESTDIR)$(SHARE)/generator
	cp -R templates $(DESTDIR)$(SHARE)/
	cp -R generator/data $(DESTDIR)$(SHARE)/generator/
	cp -R generator/hosting generator/slurm $(DESTDIR)$(SHARE)/generator/
	install -m 644 codebook.schema.json site.schema.json LICENSE $(DESTDIR)$(SHARE)/

uninstall: ## Remove what install put in place
	rm -f $(DESTDIR)$(PREFIX)/bin/standpoint $(DESTDIR)$(PREFIX)/bin/standpoint-pdf
	rm -rf $(DESTDIR)$(SHARE)

SOURCES = $(shell git ls-files 'generator/*.[ch]' 'tests/*.[ch]')
lint: ## clang-format in check mode, cppcheck and clang-tidy over the sources, shellcheck over the scripts
	@DEPS=$(DEPS) tests/deps lint
	@$(MAKE) --no-print-directory $(PARALLEL) -k lint-shell lint-format lint-cppcheck tidy

.PHONY: lint-shell lint-format lint-cppcheck
lint-shell:
	shellcheck $$(git grep -lE '^#!.*bash' -- tests .ci generator/slurm generator/pdf)

lint-format:
	clang-format --dry-run --Werror $(SOURCES)

lint-cppcheck:
	cppcheck --quiet --std=c11 --enable=warning,performance,portability --inline-suppr --error-exitcode=1 \
	  --suppress=missingIncludeSystem -Igenerator generator

# Each source by itself: clang-tidy, and gcc's analyser, which follows more with nothing optimised away.
TIDY := $(filter generator/%.c,$(shell git ls-files 'generator/*.c' 2>/dev/null))
.PHONY: tidy analyze $(TIDY:%=tidy-%) $(TIDY:%=analyze-%)
tidy: $(TIDY:%=tidy-%)
$(TIDY:%=tidy-%): tidy-%:
	@clang-tidy --quiet --warnings-as-errors='*' $* -- $(filter-out -fstack-clash-protection,$(CFLAGS_ALL)) 2>$(BUILD)/$(subst /,_,$*).tidy || { cat $(BUILD)/$(subst /,_,$*).tidy; false; }
	@rm -f $(BUILD)/$(subst /,_,$*).tidy
analyze: $(TIDY:%=analyze-%)
$(TIDY:%=analyze-%): analyze-%:
	@gcc $(filter-out -O2 -D_FORTIFY_SOURCE=2,$(CFLAGS_ALL)) -O0 -fanalyzer -c -o /dev/null $*

.PHONY: gates check-slow
gates: ## The gates of the code: lint, gcc's analyser, clang, ThreadSanitizer, valgrind, coverage (GATE="analyze memory": these alone)
	@DEPS=$(DEPS) tests/deps gates
	@DEPS=$(DEPS) tests/gates/run $(GATE)

check-slow: program ## Everything that is too slow for `make check`: gates, check-linear, check-hostile, check-cluster, check-faults, check-incremental
	@DEPS=$(DEPS) tests/gates/slow

format: ## Lay all sources out as .clang-format says
	clang-format -i $(SOURCES)

clean: ## Remove what was built (not output/)
	rm -rf build

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14
