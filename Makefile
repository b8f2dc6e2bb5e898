# trede: builds, tests and installs.  make help lists the targets; V=1 shows the commands.
#
# FLAVOUR picks what is built, each in its own folder: release (default), asan, coverage, clang, and
# plain, whose file is not sealed: only to measure what sealing costs and to prove that tests see it.

VERSION  = 0.1.0
PREFIX  ?= /usr/local
BINDIR  ?= $(PREFIX)/bin
DATADIR ?= $(PREFIX)/share
MANDIR  ?= $(PREFIX)/share/man
# systemd looks for what is run before sleep in /usr only.
SLEEPDIR ?= $(if $(filter /usr /usr/local,$(PREFIX)),/usr,$(PREFIX))/lib/systemd/system-sleep
DESTDIR ?=
FLAVOUR ?= release
BUILD   ?= build/$(FLAVOUR)
V       ?= 0

CC       ?= cc
PKG_CONFIG ?= pkg-config
WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
	-Wold-style-definition -Wwrite-strings -Wformat=2 -Wundef -Wvla -Wpointer-arith \
	-Wcast-qual -Wnull-dereference -Wimplicit-fallthrough -fno-common
FLAGS_release  = -O2 -D_FORTIFY_SOURCE=2 -fstack-protector-strong
FLAGS_clang    = $(FLAGS_release)
FLAGS_plain    = $(FLAGS_release) -DSTORE_PLAIN
FLAGS_asan     = -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
FLAGS_coverage = -O0 -g --coverage
FLAGS_debug    = -O0 -g
LINK_asan      = -fsanitize=address,undefined
LINK_coverage  = --coverage
LINK_release   = -Wl,-z,relro,-z,now -Wl,--as-needed
LINK_clang     = $(LINK_release)
LINK_plain     = $(LINK_release)
ifeq ($(FLAVOUR),clang)
CC = clang
endif

override CPPFLAGS += -D_GNU_SOURCE -Isrc -I$(BUILD)/gen -include src/base/banned.h \
	-DTREDE_VERSION='"$(VERSION)"' -DTREDE_SHARE='"$(DATADIR)/trede"'
CFLAGS ?= $(FLAGS_$(FLAVOUR))
override CFLAGS += -std=c17 $(WARNINGS) $(WERROR)
override LDFLAGS += $(LINK_$(FLAVOUR))

# Packages as pkg-config names them; asked for only when something is compiled or linked.
PACKAGES   = ncursesw sqlite3 libsodium yaml-0.1 libutf8proc jansson
LIBS       = $(shell $(PKG_CONFIG) --libs $(PACKAGES)) -lm
TEST_LIBS  = $(shell $(PKG_CONFIG) --libs cmocka vterm) -lutil

# Rooms from the top down; a room uses only rooms to its right (tools/lint-rooms checks each arrow).
ROOMS = cmd ui page care map find store form vault base
SOURCES  = src/main.c $(foreach room,$(ROOMS),$(wildcard src/$(room)/*.c))
OBJECTS  = $(SOURCES:src/%.c=$(BUILD)/%.o)
LIBRARY  = $(BUILD)/trede.a
ifeq ($(V),0)
Q = @
SAY = @printf '  %-5s %s\n'
else
SAY = @:
endif

all: $(BUILD)/trede share

$(BUILD)/trede: $(BUILD)/main.o $(LIBRARY)
	$(SAY) LINK $@
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(LIBRARY): $(filter-out $(BUILD)/main.o,$(OBJECTS))
	$(SAY) AR $@
	$(Q)rm -f $@ && $(AR) rcs $@ $^

# The key tables; ui includes them.
KEYMAP = $(BUILD)/gen/keymap.inc
$(KEYMAP): config/keymap src/ui/request.h tools/make-keymap
	$(SAY) KEYS $@
	$(Q)mkdir -p $(@D)
	$(Q)tools/make-keymap src/ui/request.h config/keymap >$@.new && mv $@.new $@

$(BUILD)/%.o: src/%.c | $(KEYMAP)
	$(SAY) CC $<
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

# One test program a room: tests/unit/ROOM/*.c against the whole library.
UNIT_ROOMS = $(notdir $(patsubst %/,%,$(wildcard tests/unit/*/)))
UNIT = $(UNIT_ROOMS:%=$(BUILD)/unit/%)

# What tests of several kinds share: the tables of a sealed practice file; two forms compared.
SUPPORT = $(BUILD)/support/sealed.o $(BUILD)/support/same_form.o
$(SUPPORT): $(BUILD)/support/%.o: tests/support/%.c
	$(SAY) CC $<
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) -Itests $(CFLAGS) -MMD -MP -c -o $@ $<

define UNIT_PROGRAM
$(BUILD)/unit/$(1): $(patsubst tests/unit/%.c,$(BUILD)/unit/obj/%.o,$(wildcard tests/unit/$(1)/*.c)) $(SUPPORT) $(LIBRARY)
	$$(SAY) LINK $$@
	$$(Q)$$(CC) $$(CFLAGS) $$(LDFLAGS) -o $$@ $$(filter %.o,$$^) $$(LIBRARY) $$(LIBS) $$(TEST_LIBS)
endef
$(foreach room,$(UNIT_ROOMS),$(eval $(call UNIT_PROGRAM,$(room))))

$(BUILD)/unit/obj/%.o: tests/unit/%.c | $(KEYMAP)
	$(SAY) CC $<
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) -Itests $(CFLAGS) -MMD -MP -c -o $@ $<

unit: $(UNIT:=.ran)
$(BUILD)/unit/%.ran: $(BUILD)/unit/% FORCE
	$(Q)LC_ALL=C.UTF-8 TREDE_SHARE=$(BUILD)/share $<

# What the program reads beside itself: forms, configuration, translations.
TRANSLATIONS = $(wildcard po/nl/*.po)
share: $(BUILD)/share/locale/nl/LC_MESSAGES/trede.mo
	$(Q)mkdir -p $(BUILD)/share
	$(Q)ln -sfn $(CURDIR)/forms $(BUILD)/share/forms
	$(Q)ln -sfn $(CURDIR)/config $(BUILD)/share/config

$(BUILD)/share/locale/nl/LC_MESSAGES/trede.mo: $(TRANSLATIONS)
	$(SAY) MSGFMT $@
	$(Q)mkdir -p $(@D)
	$(Q)msgcat --use-first $^ | msgfmt --check -o $@ -

# The two commands of the README.  tools/depend installs what is missing before anything is
# compiled; when it cannot, it has said what to ask for, and -q makes make end quietly with 1.
ifneq ($(filter run check check-all,$(MAKECMDGOALS)),)
ifneq ($(shell tools/depend $(firstword $(filter check-all check run,$(MAKECMDGOALS))) >&2 || echo missing),)
MAKEFLAGS += -q
endif
endif

PROGRAM = $(BUILD)/trede --share $(BUILD)/share

run: all
	$(Q)test -t 0 && test -t 1 || { \
		echo "trede: the screens need a terminal: open one and type 'make run' there." >&2; exit 2; }
	$(Q)test -e "$(PRACTICE)/trede.keys" || $(PROGRAM) init --practice
	$(Q)$(PROGRAM) --practice
PRACTICE = $${XDG_DATA_HOME:-$$HOME/.local/share}/trede/practice

# Compiled and tried on all cores; what is killed, timed or looked at cell by cell has the machine to itself.
MAKE_IT  = $(MAKE) --no-print-directory WERROR=-Werror
CORES    = $(shell nproc 2>/dev/null || echo 1)
check:
	$(Q)$(MAKE_IT) -j$(CORES) all built
	$(Q)$(MAKE_IT) -j$(CORES) -Otarget lint unit e2e commands limits
	$(Q)$(MAKE_IT) screens kills faults power damage many during links markers walk-short
	$(Q)$(MAKE_IT) -j$(CORES) FLAVOUR=asan all built
	$(Q)$(MAKE_IT) -j$(CORES) -Otarget FLAVOUR=asan unit e2e screens

check-all: check
	$(Q)$(MAKE_IT) -j$(CORES) FLAVOUR=clang all built
	$(Q)$(MAKE_IT) FLAVOUR=clang unit
	$(Q)$(MAKE) --no-print-directory valgrind
	$(Q)$(MAKE) --no-print-directory N=200 kills
	$(Q)$(MAKE) --no-print-directory codepoints nomem moments
	$(Q)$(MAKE) --no-print-directory faults-all fault-memory fault-tty
	$(Q)$(MAKE) --no-print-directory power-all
	$(Q)$(MAKE) --no-print-directory ROUNDS=100000 links
	$(Q)$(MAKE) --no-print-directory MARKED=1000 markers markers-control
	$(Q)$(MAKE) --no-print-directory FUZZ_SECONDS=60 fuzz fuzz-lib

# The manual's key tables come from the tables the keys themselves come from.
MANUAL = $(BUILD)/man/trede.1
$(MANUAL): man/trede.1.in config/keymap src/ui/request.h tools/make-keymap
	$(SAY) MAN $@
	$(Q)mkdir -p $(@D)
	$(Q)tools/make-keymap --man src/ui/request.h config/keymap >$@.keys
	$(Q)sed -e '/^@KEYS@$$/{' -e 'r $@.keys' -e 'd' -e '}' man/trede.1.in >$@
	$(Q)rm $@.keys

lint: all $(MANUAL)
	$(Q)tools/lint
	$(Q)mandoc -T lint -W warning $(MANUAL) man/*.5

asan:
	$(Q)$(MAKE) --no-print-directory FLAVOUR=asan all unit e2e

VALGRIND = valgrind --quiet --error-exitcode=9 --leak-check=full --errors-for-leak-kinds=definite \
	--child-silent-after-fork=yes
valgrind: $(UNIT) share
	$(Q)for test in $(UNIT); do \
		echo "valgrind $$test"; \
		LC_ALL=C.UTF-8 TREDE_SHARE=$(BUILD)/share $(VALGRIND) $$test || exit 1; done

coverage:
	$(Q)$(MAKE) --no-print-directory FLAVOUR=coverage all unit e2e
	$(Q)lcov --quiet --capture --directory build/coverage --output-file build/coverage/all.info
	$(Q)lcov --quiet --remove build/coverage/all.info '*/tests/*' '/usr/*' \
		--output-file build/coverage/src.info
	$(Q)lcov --list build/coverage/src.info

install: all $(MANUAL)
	install -d $(DESTDIR)$(BINDIR) $(DESTDIR)$(MANDIR)/man1 $(DESTDIR)$(MANDIR)/man5
	install -d $(DESTDIR)$(DATADIR)/trede/forms $(DESTDIR)$(DATADIR)/trede/config
	install -d $(DESTDIR)$(DATADIR)/trede/config/map \
		$(DESTDIR)$(DATADIR)/trede/config/rules $(DESTDIR)$(DATADIR)/trede/locale/nl/LC_MESSAGES
	install -m 755 $(BUILD)/trede $(DESTDIR)$(BINDIR)/trede
	install -m 644 forms/*.yaml $(DESTDIR)$(DATADIR)/trede/forms
	install -m 644 $(wildcard config/*.*) config/aliases $(DESTDIR)$(DATADIR)/trede/config
	install -m 644 config/map/* $(DESTDIR)$(DATADIR)/trede/config/map
	install -m 644 config/rules/*.yaml $(DESTDIR)$(DATADIR)/trede/config/rules
	install -m 644 $(BUILD)/share/locale/nl/LC_MESSAGES/trede.mo \
		$(DESTDIR)$(DATADIR)/trede/locale/nl/LC_MESSAGES/trede.mo
	install -m 644 $(MANUAL) $(DESTDIR)$(MANDIR)/man1/trede.1
	install -m 644 man/*.5 $(DESTDIR)$(MANDIR)/man5
	install -d $(DESTDIR)$(SLEEPDIR)
	install -m 755 share/system-sleep/trede $(DESTDIR)$(SLEEPDIR)/trede

uninstall:
	rm -f $(DESTDIR)$(BINDIR)/trede $(DESTDIR)$(MANDIR)/man1/trede.1 \
		$(patsubst man/%,$(DESTDIR)$(MANDIR)/man5/%,$(wildcard man/*.5)) $(DESTDIR)$(SLEEPDIR)/trede
	rm -rf $(DESTDIR)$(DATADIR)/trede

# The same bytes from the same commit: sorted names, no owner, the commit's time.
DIST = trede-$(VERSION)
dist:
	$(Q)git archive --format=tar --prefix=$(DIST)/ HEAD | gzip -n9 > $(DIST).tar.gz
	$(Q)sha256sum $(DIST).tar.gz

help:
	@echo "run check check-all lint asan valgrind coverage bench walk tour install uninstall dist clean"

clean:
	rm -rf build

FORCE:
.PHONY: all unit built share run check check-all lint asan valgrind coverage install uninstall dist \
	help clean FORCE

include tests/tests.mk $(filter-out tests/tests.mk,$(sort $(wildcard tests/*.mk)))

# All that check runs, for compiling in one go.
built: $(UNIT) $(E2E_TESTS) $(E2E)/screens $(E2E)/standin $(FAULTS)/kill $(POWER_PROGRAMS) $(WALK)/walk

-include $(OBJECTS:.o=.d) $(wildcard $(BUILD)/unit/obj/*/*.d) $(SUPPORT:.o=.d)
