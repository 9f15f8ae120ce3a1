# lede, a news reader for the terminal. `make run` opens it and `make test` tests it; each does
# first whatever is still missing, and the second time nothing.

PREFIX ?= /usr/local
ARGS ?=

# A target may import only what Package.swift says it does.
checked := --explicit-target-dependency-import-check error
# What is run, measured and installed needs no Swift on the machine.
release := -c release --static-swift-stdlib $(checked)
lede := .build/release/lede
workshop := .build/release/lede-workshop

.PHONY: build run test check bench fuzz bench-archive torture pictures install format lint packages test-packages
.NOTPARALLEL:

build: packages
	swift build $(checked)

run: packages
	@swift build $(release) --product lede
	@$(lede) $(ARGS)

test: test-packages
	swift test --disable-xctest $(checked)

check: test-packages lint build test

bench: packages
	@swift build $(release)
	@$(workshop) bench

# The archive at two sizes; another with `lede-workshop bench-archive --stories N`.
bench-archive: packages
	@swift build $(release) --product lede-workshop
	@$(workshop) bench-archive --stories 10000
	@$(workshop) bench-archive --stories 100000

# The tests that kill lede and tear its logs, by the hundred; `make test` does a few.
torture: test-packages
	swift build $(release) --product lede
	LEDE_TORTURE=500 LEDE_PROGRAM=$(CURDIR)/$(lede) swift test --disable-xctest $(checked) \
	  --filter "aKill|aTornLog"

pictures: packages
	@swift build $(release) --product lede-workshop
	@$(workshop) pictures themes

# SECONDS for each of some sixteen targets.
SECONDS ?= 60

fuzz: packages
	@.ci/fuzz $(SECONDS)

format:
	swift format -i -r Package.swift Sources Tests

lint:
	swift format lint -s -r Package.swift Sources Tests

# The terminal, the archive, the libraries that unpack gzip, xz and zstd, and the one that fetches.
libraries := libncursesw5-dev libsqlite3-dev zlib1g-dev liblzma-dev libzstd-dev libcurl4-openssl-dev

packages:
	@.ci/packages $(libraries)

test-packages:
	@.ci/packages $(libraries) libvterm-dev faketime

# Where bash, zsh, fish and man look by themselves under a prefix.
share = $(DESTDIR)$(PREFIX)/share

install: packages
	swift build $(release) --product lede
	install -d $(DESTDIR)$(PREFIX)/bin $(share)/lede/themes $(share)/man/man1 \
	  $(share)/bash-completion/completions $(share)/zsh/site-functions \
	  $(share)/fish/vendor_completions.d
	install -s -m 755 $(lede) $(DESTDIR)$(PREFIX)/bin/lede
	install -m 644 themes/*.toml $(share)/lede/themes
	$(lede) manual > $(share)/man/man1/lede.1
	$(lede) --generate-completion-script bash > $(share)/bash-completion/completions/lede
	$(lede) --generate-completion-script zsh > $(share)/zsh/site-functions/_lede
	$(lede) --generate-completion-script fish > $(share)/fish/vendor_completions.d/lede.fish
