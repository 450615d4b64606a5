# make run      set up this machine, build, write out/syllabus.pdf
# make test     set up this machine, build, run all tests
# make          build out/syllabusgen
# make sanitize the tests under AddressSanitizer and UndefinedBehaviorSanitizer
# make memcheck the tests once more under valgrind
# make fuzz T=60  each fuzzer for so many seconds, under both sanitizers; what it finds is in out/fuzz/found
# make conformance  the specifications' examples and PngSuite, under both sanitizers (installs them)
# make limits   tests/limits.t at its full size: what is too deep, too long, too many; some gigabytes of memory
# make faults   every allocation and every call at files failed in turn, every moment killed: an hour
# make leaks    every allocation failed in turn under AddressSanitizer, which also looks for what is lost then: two hours
# make determinism  the same bytes from gcc and clang, -O0 and -O2
# make test-peers  set up TeX, Chromium and checkers of HTML, and run the LaTeX and HTML outputs through them
# make bench    courses of 2 to 500 pages, by this program and by every peer that is installed
# make bench-growth  what ten times the input takes, in instructions; TO=html,tex,ics,check: other outputs
# make bench-type the same paragraphs by this program and by every typesetter that is installed, measured
# make corpus DIR=...  render every Markdown file below a directory and measure what is missing
# make stages   check that no folder sees a later one
# make install  PREFIX= DESTDIR=
# make deb      a Debian package, out/syllabusgen_VERSION_ARCH.deb
# make dist     the last commit's source, out/syllabusgen-VERSION.tar.gz
# make clean    remove out/
#
# Set-up installs Debian packages (as root, or with sudo) and copies fonts into fonts/; it is skipped where all is there.

PREFIX = /usr/local
DESTDIR =
VERSION = 0.1
CC = gcc
CFLAGS = -O2 -g
WARNINGS = -std=c11 -D_GNU_SOURCE -Wall -Wextra -Wshadow -Wpointer-arith -Wstrict-prototypes -Wmissing-prototypes \
	-Wwrite-strings -Wvla -Werror
HARDENING = -fstack-protector-strong -D_FORTIFY_SOURCE=2 -fPIE
LDHARDENING = -pie -Wl,-z,relro,-z,now -Wl,-z,pack-relative-relocs
B = out

# What the program is built with, and what its tests need beside it. Every package is explained in README.
BUILD_PACKAGES = gcc libc6-dev pkg-config libhpdf-dev libyaml-dev libcmark-gfm-dev libcmark-gfm-extensions-dev \
	libharfbuzz-dev libunibreak-dev libpng-dev libjpeg-dev libfontconfig-dev libgumbo-dev libutf8proc-dev libdeflate-dev zlib1g-dev \
	hyphen-en-us hyphen-en-gb hyphen-de hyphen-fr hyphen-es hyphen-pt-br hyphen-pt-pt hyphen-it hyphen-nl hyphen-no \
	hyphen-cs hyphen-pl hyphen-el hyphen-ru hyphen-uk \
	fonts-linuxlibertine fonts-texgyre fonts-dejavu-core fonts-noto-cjk fonts-symbola \
	fonts-texgyre-math fonts-inconsolata libical-dev tzdata
TEST_PACKAGES = libcmocka-dev perl python3 python3-icalendar python3-jsonschema python3-yaml zsh fish binutils dpkg-dev qpdf poppler-utils python3-pil mupdf-tools mandoc valgrind libclang-rt-14-dev clang
CONFORMANCE_PACKAGES = golang-1.19-src
PEER_PACKAGES = texlive-latex-recommended texlive-latex-extra texlive-luatex tex-gyre chromium
PKGS = harfbuzz harfbuzz-subset libpng zlib
# Only this program would load them: a tenth of a millisecond each.
STATIC = yaml cmark-gfm-extensions cmark-gfm gumbo utf8proc jpeg deflate fontconfig expat

SOURCES = $(sort $(wildcard src/*.c src/*/*.c src/*/*/*.c))
OBJECTS = $(SOURCES:src/%.c=$(B)/obj/%.o)
ICAL = $(filter $(B)/obj/output/ical/%,$(OBJECTS))
PARTS = $(filter-out $(B)/obj/main.o,$(OBJECTS))
UNITS = $(patsubst tests/unit/%.c,$(B)/tests/%,$(sort $(wildcard tests/unit/test_*.c)))
HARNESSES = yaml markdown image font figure calendar program
REPLAYS = $(HARNESSES:%=$(B)/tests/replay_%)
# freetype is what fontconfig calls, and HarfBuzz loads.
LIBS = -Wl,-Bstatic $(STATIC:%=-l%) -Wl,-Bdynamic -Wl,--exclude-libs,ALL $(PKG_LIBS) -lfreetype -lhpdf -lunibreak -lm

all: $(B)/syllabusgen

run: $(B)/syllabusgen
	$(B)/syllabusgen content/ -o out/syllabus.pdf

# ---------------------------------------------------------------- set-up

AS_ROOT = $$(test $$(id -u) = 0 || echo sudo)

# install_missing PACKAGES: only what is not there; nothing is asked of the network when all is.
define install_missing
@missing=; for p in $(1); do dpkg-query -W -f '$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$p"; done; \
if [ -n "$$missing" ]; then echo "installing$$missing"; $(AS_ROOT) apt-get update -q && \
DEBIAN_FRONTEND=noninteractive $(AS_ROOT) apt-get install -q -y --no-install-recommends $$missing; fi
endef

# install_modules NAME, WHAT: from npm into out/NAME, as the package.json at hand says; where that cannot be, what is left out is said.
define install_modules
-@command -v npm >/dev/null || { $(AS_ROOT) apt-get update -q && $(AS_ROOT) apt-get install -q -y --no-install-recommends nodejs npm; }
@mkdir -p out/$(1) $(@D) && cp $< out/$(1)/
@if cd out/$(1) && npm install --no-audit --no-fund --ignore-scripts; then touch ../setup/$(1); \
else echo "$(1): $(2) are left out, npm cannot install them"; fi
endef

out/setup/build: Makefile fonts/manifest.tsv fonts/fetch
	$(call install_missing,$(BUILD_PACKAGES))
	sh fonts/fetch
	@mkdir -p $(@D) && touch $@

out/setup/test: Makefile
	$(call install_missing,$(TEST_PACKAGES))
	@mkdir -p $(@D) && touch $@

out/setup/flags.mk: out/setup/build
	@echo "PKG_CFLAGS = $$(pkg-config --cflags $(PKGS))" > $@.tmp
	@echo "PKG_LIBS = $$(pkg-config --libs $(PKGS))" >> $@.tmp
	@mv $@.tmp $@

ifneq ($(MAKECMDGOALS),clean)
include out/setup/flags.mk
endif

# ---------------------------------------------------------------- building

COMPILE = $(CC) $(WARNINGS) $(CFLAGS) $(HARDENING) -DVERSION='"$(VERSION)"' -Isrc $(PKG_CFLAGS) -MMD -MP

$(B)/obj/%.o: src/%.c out/setup/flags.mk
	@mkdir -p $(@D) && echo "cc $<"
	@$(COMPILE) -c $< -o $@

$(B)/syllabusgen: $(filter-out $(ICAL),$(OBJECTS)) | $(B)/ical.so
	@echo "ld $@"
	@$(CC) $(CFLAGS) $(LDHARDENING) -rdynamic $^ $(LIBS) -o $@

# Loaded only when a calendar is asked for (src/module.c); it calls what the program has. Some of what libical calls of the
# C library is ours (src/output/ical/libc.c).
REPLACED = malloc calloc realloc strdup free fopen
$(ICAL): COMPILE += -fPIC
$(B)/ical.so: $(ICAL)
	@echo "ld $@"
	@$(CC) $(CFLAGS) $(LDHARDENING:-pie=-shared) $^ $(foreach f,$(REPLACED),-Wl,--defsym=$(f)=libc_$(f)) -lical -o $@

$(B)/parts.a: $(PARTS)
	@rm -f $@
	@ar rcs $@ $(PARTS)

-include $(OBJECTS:.o=.d)

# ---------------------------------------------------------------- testing

$(B)/tests/%: tests/unit/%.c $(B)/parts.a out/setup/test
	@mkdir -p $(@D) && echo "cc $<"
	@$(COMPILE) $< $(B)/parts.a $(LIBS) -lical -lcmocka $(LDHARDENING) -o $@

# tests/*.t find the program in $$SYLLABUSGEN, and what else was built for them in tests/ beside it; unit tests print TAP.
test: $(B)/syllabusgen $(UNITS) $(REPLAYS) $(B)/tests/fault.so out/seeds stages lint
	CMOCKA_MESSAGE_OUTPUT=TAP SYLLABUSGEN=$(abspath $(B)/syllabusgen) EVERY=16 prove --exec '' $(UNITS) tests/*.t tests/conformance/*.t
# Where TeX is, its part of test-peers belongs to the tests. Nothing is installed for it: what is not there is left out, by name.
	@if command -v pdflatex >/dev/null; then $(PEERS); else echo "test-peers: left out, there is no pdflatex"; fi

PEERS = SYLLABUSGEN=$(abspath $(B)/syllabusgen) PEERS_MODULES=$(CURDIR)/out/peers/node_modules prove --exec '' tests/peers/*.t

# TeX and a browser from Debian, checkers from npm into out/. What cannot be had without the network is left out, and said so.
out/setup/peers: tests/peers/package.json
	-$(call install_missing,$(PEER_PACKAGES))
	$(call install_modules,peers,the checkers of HTML)

test-peers: $(B)/syllabusgen out/setup/peers
	$(PEERS)

# The specifications of CommonMark and GFM come from npm into out/, PngSuite with Debian's source of Go, which is one of its readers.
out/setup/conformance: tests/conformance/package.json
	-$(call install_missing,$(CONFORMANCE_PACKAGES))
	$(call install_modules,conformance,the specifications)

conformance: out/setup/conformance out/setup/test
	$(MAKE) B=out/sanitize CFLAGS="$(SANITIZE)" HARDENING=-fPIE all
	SYLLABUSGEN=$(CURDIR)/out/sanitize/syllabusgen prove --exec '' tests/conformance/*.t

limits: $(B)/syllabusgen out/seeds
	SCALE=100 SYLLABUSGEN=$(abspath $(B)/syllabusgen) tests/limits.t

SANITIZERS = -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
SANITIZE = $(SANITIZERS) -Wno-format-truncation

sanitize:
	$(MAKE) B=out/sanitize CFLAGS="$(SANITIZE)" HARDENING=-fPIE test

# Fuzzers. `make test` runs the same harnesses over their seeds and over tests/bad, without libFuzzer.
T = 60
FUZZERS = $(HARNESSES:%=$(B)/tests/fuzz_%)

$(B)/tests/fuzz_%: tests/fuzz/%.c tests/fuzz/fuzz.c src/main.c $(B)/parts.a out/setup/test
	@mkdir -p $(@D) && echo "cc $<"
	@$(COMPILE) -fsanitize=fuzzer $< tests/fuzz/fuzz.c $(B)/parts.a $(LIBS) -lical $(LDHARDENING) -o $@

$(B)/tests/replay_%: tests/fuzz/%.c tests/fuzz/fuzz.c tests/fuzz/replay.c src/main.c $(B)/parts.a out/setup/test
	@mkdir -p $(@D) && echo "cc $<"
	@$(COMPILE) $< tests/fuzz/fuzz.c tests/fuzz/replay.c $(B)/parts.a $(LIBS) -lical $(LDHARDENING) -o $@

$(B)/tests/seeds: tests/fuzz/seeds.c out/setup/test
	@mkdir -p $(@D) && echo "cc $<"
	@$(COMPILE) $< $(LIBS) $(LDHARDENING) -o $@

$(B)/tests/fault.so: tests/faults/fault.c out/setup/test
	@mkdir -p $(@D) && echo "cc $<"
	@$(CC) $(WARNINGS) $(CFLAGS) -shared -fPIC $< -o $@

out/seeds: tests/fuzz/seeds.py $(B)/tests/seeds $(wildcard tests/fuzz/*.dict)
	@rm -rf $@
	@python3 tests/fuzz/seeds.py $@
	@$(B)/tests/seeds $@ fonts/LinLibertine_R.otf fonts/DejaVuSans.ttf fonts/NotoSerifCJK-Regular.ttc fonts/texgyrepagella-math.otf

fuzzers: $(FUZZERS)

fuzz: out/seeds
	$(MAKE) B=out/fuzz CC=clang CFLAGS="$(SANITIZERS) -fsanitize=fuzzer-no-link" HARDENING=-fPIE fuzzers
	SYLLABUSGEN_FONTS=$(CURDIR)/fonts sh tests/fuzz/run out/fuzz out/seeds $(T)

# The bytes that other compilers' programs make, and ours without optimisation.
COMPILERS = gcc-O0 clang-O0 clang-O2
determinism: $(B)/syllabusgen
	for c in $(COMPILERS); do $(MAKE) B=out/$$c CC=$${c%-*} CFLAGS=-$${c#*-} HARDENING=-fPIE all || exit 1; done
	SYLLABUSGEN=$(abspath $(B)/syllabusgen) OTHERS="$(COMPILERS:%=$(CURDIR)/out/%/syllabusgen)" tests/determinism.t

# Every fault at every call, over the default course and over one with images, to each format: an hour.
faults: $(B)/syllabusgen $(B)/tests/fault.so out/seeds
	FAULT=$(abspath $(B)/tests/fault.so) SYLLABUSGEN=$(abspath $(B)/syllabusgen) SYLLABUSGEN_FONTS=$(CURDIR)/fonts \
		SYLLABUSGEN_PROFILES=$(CURDIR)/src/course/profiles sh tests/faults/all $(ONLY)

leaks:
	$(MAKE) B=out/sanitize CFLAGS="$(SANITIZE)" HARDENING=-fPIE ONLY=memory faults

memcheck: $(B)/syllabusgen $(UNITS) $(REPLAYS) out/seeds
	CMOCKA_MESSAGE_OUTPUT=TAP prove --exec 'valgrind -q --error-exitcode=9 --leak-check=no' $(UNITS)
	SYLLABUSGEN="valgrind -q --error-exitcode=9 --leak-check=no $(abspath $(B)/syllabusgen)" prove --exec '' tests/*.t

corpus: $(B)/syllabusgen out/setup/test
	@python3 tests/corpus $(abspath $(B)/syllabusgen) $(DIR)

bench-type: $(B)/syllabusgen out/setup/test
	@SYLLABUSGEN_FONTS=$(CURDIR)/fonts SYLLABUSGEN_PROFILES=$(CURDIR)/src/course/profiles \
		python3 tests/bench-type $(abspath $(B)/syllabusgen)

$(B)/tests/floor $(B)/tests/clock: $(B)/tests/%: tests/%.c out/setup/flags.mk
	@mkdir -p $(@D) && echo "cc $<"
	@$(COMPILE) $< $(LIBS) $(LDHARDENING) -o $@

bench: $(B)/syllabusgen $(B)/tests/floor $(B)/tests/clock out/setup/test
	@SYLLABUSGEN_FONTS=$(CURDIR)/fonts SYLLABUSGEN_PROFILES=$(CURDIR)/src/course/profiles SYLLABUSGEN_INIT=$(CURDIR)/src/init \
		python3 tests/bench $(abspath $(B)/syllabusgen) $(abspath $(B)/tests/floor) $(abspath $(B)/tests/clock)

TO = pdf # and html, tex, ics, check, roll, or a stage of --dump; several between commas
bench-growth: $(B)/syllabusgen out/setup/test
	@SYLLABUSGEN_FONTS=$(CURDIR)/fonts SYLLABUSGEN_PROFILES=$(CURDIR)/src/course/profiles \
		python3 tests/bench-growth --to $(TO) $(abspath $(B)/syllabusgen)

stages:
	sh tests/stages

lint: out/setup/test
	mandoc -T lint -W warning man/*.[15]

# ---------------------------------------------------------------- installing

SHARE = $(DESTDIR)$(PREFIX)/share
LIB = $(DESTDIR)$(PREFIX)/lib/syllabusgen

install: $(B)/syllabusgen
	install -d $(DESTDIR)$(PREFIX)/bin $(LIB) $(SHARE)/syllabusgen/fonts $(SHARE)/syllabusgen/profiles $(SHARE)/syllabusgen/init/figures \
		$(SHARE)/man/man1 $(SHARE)/man/man5 $(SHARE)/bash-completion/completions $(SHARE)/zsh/site-functions \
		$(SHARE)/fish/vendor_completions.d
	install $(B)/syllabusgen $(DESTDIR)$(PREFIX)/bin/
	install -m 644 $(B)/ical.so $(LIB)/
	install -m 644 fonts/manifest.tsv fonts/*.[ot]t[fc] $(SHARE)/syllabusgen/fonts/
	install -m 644 src/course/profiles/*.yaml $(SHARE)/syllabusgen/profiles/
	install -m 644 src/init/*.* $(SHARE)/syllabusgen/init/
	install -m 644 src/init/figures/* $(SHARE)/syllabusgen/init/figures/
	$(B)/syllabusgen --schema >$(SHARE)/syllabusgen/course.schema.json
	install -m 644 man/*.1 $(SHARE)/man/man1/
	install -m 644 man/*.5 $(SHARE)/man/man5/
	install -m 644 src/completions/syllabusgen.bash $(SHARE)/bash-completion/completions/syllabusgen
	install -m 644 src/completions/_syllabusgen $(SHARE)/zsh/site-functions/
	install -m 644 src/completions/syllabusgen.fish $(SHARE)/fish/vendor_completions.d/

uninstall:
	rm -rf $(DESTDIR)$(PREFIX)/bin/syllabusgen $(LIB) $(SHARE)/syllabusgen $(SHARE)/man/man1/syllabusgen.1 $(SHARE)/man/man5/syllabus.5 \
		$(SHARE)/bash-completion/completions/syllabusgen $(SHARE)/zsh/site-functions/_syllabusgen \
		$(SHARE)/fish/vendor_completions.d/syllabusgen.fish

# ---------------------------------------------------------------- packages: the same source gives the same bytes

# The last commit's time; outside of git, the Makefile's.
EPOCH = $$(git log -1 --format=%ct 2>/dev/null || stat -c %Y Makefile)
DEB = $(B)/syllabusgen_$(VERSION)_$$(dpkg --print-architecture).deb

deb: $(B)/syllabusgen out/setup/test
	@rm -rf $(B)/deb
	@$(MAKE) -s install DESTDIR=$(abspath $(B))/deb PREFIX=/usr
	@SOURCE_DATE_EPOCH=$(EPOCH) sh src/packaging/deb $(B)/deb $(VERSION) $(DEB) $(STATIC) && echo $(DEB)

dist:
	@mkdir -p $(B)
	git archive --prefix=syllabusgen-$(VERSION)/ HEAD | gzip -9 -n >$(B)/syllabusgen-$(VERSION).tar.gz

clean:
	rm -rf out

.PHONY: all run test test-peers conformance limits fuzz fuzzers faults leaks determinism bench bench-growth sanitize memcheck bench-type corpus stages lint install uninstall deb dist clean
