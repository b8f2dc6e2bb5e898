# libFuzzer on what reads stored bytes: clang, AddressSanitizer and UBSan.  Included by the Makefile.
#
#   fuzz-lib  key file, file and log, backup: FUZZ_SECONDS each; what it learned stays in the build
#             folder.  A finding comes again with PROGRAM FILE, and goes to tests/fuzz-lib/found
#             under the name of its target

FUZZLIB          = $(BUILD)/fuzz-lib
FUZZLIB_TARGETS  = keys file backup
FUZZLIB_FLAGS    = -O1 -g -fsanitize=address,undefined,fuzzer-no-link -fno-sanitize-recover=all \
	-fno-omit-frame-pointer -std=c17 $(WARNINGS) $(WERROR)
FUZZLIB_SOURCES  = $(foreach room,base vault store,$(wildcard src/$(room)/*.c)) \
	$(addprefix tests/fuzz-lib/,lib.c sheets.c use.c)
FUZZLIB_OBJECTS  = $(FUZZLIB_SOURCES:%.c=$(FUZZLIB)/%.o)
FUZZLIB_PROGRAMS = $(FUZZLIB_TARGETS:%=$(FUZZLIB)/%)
FUZZLIB_SEEDS_keys = tests/data/keys-1.trede-keys
FUZZLIB_SEEDS_file = $(wildcard tests/fuzz-lib/found/file-*)
FUZZLIB_SEEDS_backup = $(wildcard tests/fuzz-lib/found/backup-*)
FUZZLIB_OPTIONS_keys   = -max_len=4096
FUZZLIB_OPTIONS_file   = -max_len=256 -len_control=0
FUZZLIB_OPTIONS_backup = -max_len=256 -len_control=0

$(FUZZLIB)/%.o: %.c
	$(SAY) CC $<
	$(Q)mkdir -p $(@D)
	$(Q)clang $(CPPFLAGS) $(FUZZLIB_FLAGS) -MMD -MP -c -o $@ $<

$(FUZZLIB_PROGRAMS): $(FUZZLIB)/%: $(FUZZLIB)/tests/fuzz-lib/%.o $(FUZZLIB_OBJECTS)
	$(SAY) LINK $@
	$(Q)clang -fsanitize=address,undefined,fuzzer -o $@ $^ \
		$(shell $(PKG_CONFIG) --libs sqlite3 libsodium libutf8proc jansson) -lm

fuzz-lib: $(FUZZLIB_TARGETS:%=$(FUZZLIB)/%.ran)
$(FUZZLIB)/%.ran: $(FUZZLIB)/% FORCE
	$(Q)mkdir -p $(FUZZLIB)/corpus/$*
	$(Q)$(if $(FUZZLIB_SEEDS_$*),cp $(FUZZLIB_SEEDS_$*) $(FUZZLIB)/corpus/$*,true)
	$(Q)echo "fuzz-lib $*"; LC_ALL=C.UTF-8 $< -max_total_time=$(FUZZ_SECONDS) $(FUZZLIB_OPTIONS_$*) \
		-timeout=20 -rss_limit_mb=2048 -artifact_prefix=$(FUZZLIB)/ -verbosity=0 \
		-print_final_stats=1 $(FUZZLIB)/corpus/$* 2>$(FUZZLIB)/$*.log || \
		{ cat $(FUZZLIB)/$*.log >&2; exit 1; }
	$(Q)grep -E 'number_of_executed_units|new_units_added' $(FUZZLIB)/$*.log

.PRECIOUS: $(FUZZLIB)/%.o
.PHONY: fuzz-lib
-include $(FUZZLIB_OBJECTS:.o=.d) $(FUZZLIB_TARGETS:%=$(FUZZLIB)/tests/fuzz-lib/%.d)
