# The real program in a terminal of its own, and what it costs.  Included by the Makefile.
#
#   e2e       tests/e2e/test_*.c, each a program    screens   golden screens; UPDATE=1 rewrites
#   kills     kill -9 at random moments (N=20)      bench     start, key, fsync and commit

E2E       = $(BUILD)/e2e
E2E_OTHERS = tests/e2e/standin.c tests/e2e/screens.c $(wildcard tests/e2e/test_*.c)
E2E_HARNESS = $(patsubst tests/e2e/%.c,$(E2E)/%.o,$(filter-out $(E2E_OTHERS),$(wildcard tests/e2e/*.c)))
E2E_TESTS = $(patsubst tests/e2e/%.c,$(E2E)/%,$(wildcard tests/e2e/test_*.c))
TEST_ENV  = LC_ALL=C.UTF-8 TREDE=$(abspath $(BUILD)/trede) TREDE_SHARE=$(abspath $(BUILD)/share) \
	STANDIN=$(abspath $(E2E)/standin)

$(E2E)/%.o: tests/e2e/%.c
	$(SAY) CC $<
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(E2E)/harness.a: $(E2E_HARNESS)
	$(SAY) AR $@
	$(Q)rm -f $@ && $(AR) rcs $@ $^

$(E2E_TESTS) $(E2E)/screens: $(E2E)/%: $(E2E)/%.o $(E2E)/harness.a
	$(SAY) LINK $@
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS) $(TEST_LIBS)

$(E2E)/standin: $(E2E)/standin.o
	$(SAY) LINK $@
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

e2e: $(E2E_TESTS:=.ran)
$(E2E)/%.ran: $(E2E)/% $(E2E)/standin $(BUILD)/trede share FORCE
	$(Q)$(TEST_ENV) $<

# SCREENS="home client" runs only these.
SCREENS ?= $(basename $(notdir $(wildcard tests/screens/*.t)))
screens: $(E2E)/screens $(BUILD)/trede share
	$(Q)$(TEST_ENV) $< $(SCREENS:%=tests/screens/%.t)

.SECONDARY: $(E2E_TESTS:=.o) $(E2E)/standin.o $(E2E)/screens.o
.PHONY: e2e screens
-include $(wildcard $(E2E)/*.d)
