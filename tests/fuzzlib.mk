# libFuzzer on what reads stored bytes: clang, AddressSanitizer and UBSan.  Included by the Makefile.
#
#   fuzz-lib  key file, file and log, backup; forms, expressions, CSV, dates, finding, social maps: FUZZ_SECONDS each,
#             or only FUZZ_TARGETS="form expr".  What it learned stays in the build folder.  A finding
#             comes again with PROGRAM FILE, and goes to tests/fuzz-lib/found under the name of its
#             target
#   fuzz-lib-found  each finding of before once more

FUZZLIB          = $(BUILD)/fuzz-lib
FUZZLIB_TARGETS  = keys file backup form expr csv date find map-csv map-json
FUZZ_TARGETS    ?= $(FUZZLIB_TARGETS)
FUZZLIB_FLAGS    = -O1 -g -fsanitize=address,undefined,fuzzer-no-link -fno-sanitize-recover=all \
	-fno-omit-frame-pointer -std=c17 $(WARNINGS) $(WERROR)
FUZZLIB_SOURCES  = $(foreach room,base vault store form find map,$(wildcard src/$(room)/*.c)) \
	$(addprefix tests/fuzz-lib/,lib.c sheets.c use.c filling.c map.c) tests/support/same_form.c \
	tests/unit/map/some_words.c
FUZZLIB_OBJECTS  = $(FUZZLIB_SOURCES:%.c=$(FUZZLIB)/%.o)
FUZZLIB_PROGRAMS = $(FUZZLIB_TARGETS:%=$(FUZZLIB)/%)
FUZZLIB_FOUND    = $(wildcard tests/fuzz-lib/found/$(1)-*)
FUZZLIB_SEEDS_keys = tests/data/keys-1.trede-keys
FUZZLIB_SEEDS_form = $(wildcard forms/*.yaml tests/data/*.yaml tests/data/broken/*.yaml \
	tests/fuzz-lib/seeds/form-*)
FUZZLIB_SEEDS_csv  = $(wildcard tests/data/*.csv tests/data/import/* tests/fuzz-lib/seeds/csv-*)
FUZZLIB_SEEDS_map-csv  = $(wildcard tests/fuzz-lib/seeds/map-csv-*)
FUZZLIB_SEEDS_map-json = $(wildcard tests/data/map/*.json tests/fuzz-lib/seeds/map-json-*)
# Expressions and dates that the unit tests have, a file each: the first text of each pair.
FUZZLIB_TEXTS_expr = $(wildcard tests/unit/form/test_expr*.c)
FUZZLIB_TEXTS_date = $(wildcard tests/unit/base/test_understand.c tests/unit/base/test_date.c)
# A line each; every one in each cell of the form that the target has.
FUZZLIB_LINES_expr = tests/fuzz-lib/seeds/expr.txt
# Behind a seed and a NUL: what fills the form.
FUZZLIB_TAIL_form = \0\5\0\1\3\0\3\0\0\1\0\1\7\1\0\2\1\0\2\0\1\2\1\2\0\1\0\3\0\1\3\0\4\0\3\5\2
FUZZLIB_TAIL_expr = \0\2$(FUZZLIB_TAIL_form)
FUZZLIB_OPTIONS_keys   = -max_len=4096
FUZZLIB_OPTIONS_file   = -max_len=256 -len_control=0
FUZZLIB_OPTIONS_backup = -max_len=256 -len_control=0
FUZZLIB_OPTIONS_form   = -max_len=16384
FUZZLIB_OPTIONS_expr   = -max_len=512
FUZZLIB_OPTIONS_csv    = -max_len=2048
FUZZLIB_OPTIONS_date   = -max_len=128
FUZZLIB_OPTIONS_find   = -max_len=2048 -len_control=0
FUZZLIB_OPTIONS_map-csv  = -max_len=8192
FUZZLIB_OPTIONS_map-json = -max_len=8192
FUZZLIB_OPTIONS = $(FUZZLIB_OPTIONS_$(1)) -timeout=20 -rss_limit_mb=2048 -verbosity=0 \
	$(addprefix -dict=,$(wildcard tests/fuzz-lib/$(1).dict))

$(FUZZLIB)/%.o: %.c
	$(SAY) CC $<
	$(Q)mkdir -p $(@D)
	$(Q)clang $(CPPFLAGS) -Itests $(FUZZLIB_FLAGS) -MMD -MP -c -o $@ $<

$(FUZZLIB_PROGRAMS): $(FUZZLIB)/%: $(FUZZLIB)/tests/fuzz-lib/%.o $(FUZZLIB_OBJECTS)
	$(SAY) LINK $@
	$(Q)clang -fsanitize=address,undefined,fuzzer -o $@ $^ \
		$(shell $(PKG_CONFIG) --libs sqlite3 libsodium yaml-0.1 libutf8proc jansson) -lm

fuzz-lib: $(FUZZ_TARGETS:%=$(FUZZLIB)/%.ran)
$(FUZZLIB)/%.ran: $(FUZZLIB)/% FORCE
	$(Q)mkdir -p $(FUZZLIB)/corpus/$*
	$(Q)for seed in $(FUZZLIB_SEEDS_$*) $(call FUZZLIB_FOUND,$*); do \
		cp $$seed $(FUZZLIB)/corpus/$*; done
	$(Q)sed -n 's/^/ /;s/{"\([^"\\]*\)", "[^"]*"}/\n&\n/gp' $(FUZZLIB_TEXTS_$*) /dev/null | \
		sed -n 's/^{"\([^"]*\)", ".*/\1/p' | sort -u | \
		split -l 1 -a 4 - $(FUZZLIB)/corpus/$*/text-
	$(Q)$(if $(FUZZLIB_TAIL_$*),for seed in $(FUZZLIB_SEEDS_$*) $(FUZZLIB)/corpus/$*/text-*; do \
		test -e $$seed || continue; \
		{ cat $$seed; printf '$(FUZZLIB_TAIL_$*)'; } \
			>$(FUZZLIB)/corpus/$*/filled-$${seed##*/}; done,true)
	$(Q)$(if $(FUZZLIB_LINES_$*),number=0; while read -r text; do \
		for place in 00 01 02 03 05 06 07 10 12 14 15 16 17; do \
			number=$$((number + 1)); \
			printf '%s\0\'$$place'$(FUZZLIB_TAIL_form)' "$$text" \
				>$(FUZZLIB)/corpus/$*/line-$$number; \
		done; done <$(FUZZLIB_LINES_$*),true)
	$(Q)echo "fuzz-lib $*"; LC_ALL=C.UTF-8 $< -max_total_time=$(FUZZ_SECONDS) \
		$(call FUZZLIB_OPTIONS,$*) -artifact_prefix=$(FUZZLIB)/ \
		-print_final_stats=1 $(FUZZLIB)/corpus/$* 2>$(FUZZLIB)/$*.log || \
		{ cat $(FUZZLIB)/$*.log >&2; exit 1; }
	$(Q)grep -E 'number_of_executed_units|new_units_added' $(FUZZLIB)/$*.log

fuzz-lib-found: $(FUZZLIB_TARGETS:%=$(FUZZLIB)/%.found)
$(FUZZLIB)/%.found: $(FUZZLIB)/% FORCE
	$(Q)for found in $(call FUZZLIB_FOUND,$*); do \
		LC_ALL=C.UTF-8 $< $(call FUZZLIB_OPTIONS,$*) $$found 2>$(FUZZLIB)/$*.log || \
		{ cat $(FUZZLIB)/$*.log >&2; exit 1; }; done

.PRECIOUS: $(FUZZLIB)/%.o
.PHONY: fuzz-lib fuzz-lib-found
-include $(FUZZLIB_OBJECTS:.o=.d) $(FUZZLIB_TARGETS:%=$(FUZZLIB)/tests/fuzz-lib/%.d)
