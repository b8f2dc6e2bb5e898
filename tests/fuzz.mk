# Fuzzing: seeded loops under AddressSanitizer.  FUZZ_SECONDS each; FUZZ_SEED is the first round.
#
#   fuzz    all of them        a finding comes again with: PROGRAM -s ROUND -n 1

FUZZ_SECONDS ?= 5
FUZZ_SEED    ?= 1
FUZZ          = $(BUILD)/fuzz
FUZZ_PROGRAMS = $(patsubst tests/fuzz/%.c,$(FUZZ)/%,$(filter-out tests/fuzz/fuzz.c tests/fuzz/place.c,$(wildcard tests/fuzz/*.c)))

$(FUZZ)/%.o: tests/fuzz/%.c | $(KEYMAP)
	$(SAY) CC $<
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) -Itests $(CFLAGS) -MMD -MP -c -o $@ $<

$(FUZZ_PROGRAMS): $(FUZZ)/%: $(FUZZ)/%.o $(FUZZ)/fuzz.o $(FUZZ)/place.o $(SUPPORT) $(LIBRARY)
	$(SAY) LINK $@
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS) -lutil

ifeq ($(FLAVOUR),asan)
fuzz: $(FUZZ_PROGRAMS:=.ran)
else
fuzz:
	$(Q)$(MAKE) --no-print-directory FLAVOUR=asan fuzz
endif

$(FUZZ)/%.ran: $(FUZZ)/% $(BUILD)/trede share FORCE
	$(Q)LC_ALL=C.UTF-8 TREDE=$(abspath $(BUILD)/trede) TREDE_SHARE=$(abspath $(BUILD)/share) \
		$< -t $(FUZZ_SECONDS) -s $(FUZZ_SEED)

.PRECIOUS: $(FUZZ)/%.o
.PHONY: fuzz
-include $(wildcard $(FUZZ)/*.d)
