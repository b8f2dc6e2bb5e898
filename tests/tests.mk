# The real program in a terminal of its own, and what it costs.  Included by the Makefile.
#
#   e2e       tests/e2e/test_*.c, each a program    screens   golden screens; UPDATE=1 rewrites
#   kills     kill -9 at random moments (N=20)      bench     start, key, fsync and commit
#   moments   ^L and signals at random moments
#   tour      the main job, each screen on standard output (SIZE=80x24)

E2E       = $(BUILD)/e2e
E2E_OTHERS = tests/e2e/standin.c tests/e2e/slept.c tests/e2e/screens.c tests/e2e/codepoints.c $(wildcard tests/e2e/test_*.c)
E2E_HARNESS = $(patsubst tests/e2e/%.c,$(E2E)/%.o,$(filter-out $(E2E_OTHERS),$(wildcard tests/e2e/*.c)))
E2E_TESTS = $(patsubst tests/e2e/%.c,$(E2E)/%,$(wildcard tests/e2e/test_*.c))
TEST_ENV  = LC_ALL=C.UTF-8 TREDE=$(abspath $(BUILD)/trede) TREDE_SHARE=$(abspath $(BUILD)/share) \
	STANDIN=$(abspath $(E2E)/standin) $(addprefix SLEPT=,$(abspath $(SLEPT)))
# A laptop that sleeps, preloaded; sanitizers want to be the first themselves.
SLEPT     = $(if $(filter asan coverage,$(FLAVOUR)),,$(E2E)/slept.so)

$(E2E)/%.o: tests/e2e/%.c
	$(SAY) CC $<
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(E2E)/harness.a: $(E2E_HARNESS)
	$(SAY) AR $@
	$(Q)rm -f $@ && $(AR) rcs $@ $^

$(E2E_TESTS) $(E2E)/screens $(E2E)/codepoints: $(E2E)/%: $(E2E)/%.o $(E2E)/harness.a $(LIBRARY)
	$(SAY) LINK $@
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS) $(TEST_LIBS)

$(E2E)/standin: $(E2E)/standin.o
	$(SAY) LINK $@
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(E2E)/slept.so: tests/e2e/slept.c
	$(SAY) LINK $@
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -fPIC -shared -o $@ $<

e2e: $(E2E_TESTS:=.ran)
$(E2E)/%.ran: $(E2E)/% $(E2E)/standin $(SLEPT) $(BUILD)/trede share FORCE
	$(Q)$(TEST_ENV) $<

# SCREENS="home client" runs only these.
SCREENS ?= $(basename $(notdir $(wildcard tests/screens/*.t)))
screens: $(E2E)/screens $(BUILD)/trede share
	$(Q)$(if $(SCREENS),$(TEST_ENV) $< $(SCREENS:%=tests/screens/%.t),true)
	$(Q)$(if $(UPDATE),tools/readme >README.new && mv README.new README.md,true)

SIZE ?= 80x24
tour: $(E2E)/screens $(BUILD)/trede share
	$(Q)SHOW=/dev/fd/3 SIZE=$(SIZE) $(TEST_ENV) $< tests/screens/tour.t 3>&1 >/dev/null

# Every code point on the screen: about a minute, for check-all.
codepoints: $(E2E)/codepoints $(BUILD)/trede share
	$(Q)$(TEST_ENV) $<

# ^L, signals and lost terminals at MOMENTS random moments, begun with SEED.
moments: $(E2E)/test_moments $(BUILD)/trede share
	$(Q)MOMENTS=$(or $(MOMENTS),1000) SEED=$(or $(SEED),1) $(TEST_ENV) $<

# kill -9 at N random moments; S is the first seed.  Four at a time: a kill is mostly waiting.
N ?= 20
S ?= 1
FAULTS = $(BUILD)/faults
$(FAULTS)/%.o: tests/faults/%.c
	$(SAY) CC $<
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) -Itests $(CFLAGS) -MMD -MP -c -o $@ $<

$(FAULTS)/kill: $(FAULTS)/kill.o $(FAULTS)/script.o $(FAULTS)/draft.o $(FAULTS)/fault.o $(SUPPORT) $(E2E)/harness.a $(LIBRARY)
	$(SAY) LINK $@
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS) $(TEST_LIBS)

kills: $(FAULTS)/kill $(BUILD)/trede share
	$(Q)pids=; for i in 0 1 2 3; do \
		$(TEST_ENV) $< -n $$((($(N) + 3 - i) / 4)) -s $$(($(S) + i * $(N))) \
			tests/faults/intake.keys & pids="$$pids $$!"; \
	done; failed=0; for pid in $$pids; do wait $$pid || failed=1; done; exit $$failed

# Benchmarks: never part of check.  SERIES, RUNS and PEOPLE as in tests/bench/common.sh.
BENCH       = $(BUILD)/bench
BENCH_PLAIN = floor slowecho ttybench commit
BENCH_CARE  = people answer form_ready form_answer form_repeat talk_repeat find_clients find_memory import_rows \
	social_rows map_pages
BENCH_ENV   = BENCH=$(abspath $(BENCH)) TREDE=$(abspath $(BUILD)/trede) TREDE_SHARE=$(abspath $(BUILD)/share)

$(BENCH)/%.o: tests/bench/%.c
	$(SAY) CC $<
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(BENCH)/ttybench: $(BENCH)/session.o $(BENCH)/figures.o $(BENCH)/proc.o
$(BENCH)/commit $(BENCH)/answer $(BENCH)/form_ready $(BENCH)/form_answer $(BENCH)/form_repeat $(BENCH)/talk_repeat $(BENCH)/find_clients $(BENCH)/find_memory $(BENCH)/import_rows $(BENCH)/social_rows $(BENCH)/map_pages: $(BENCH)/figures.o $(BENCH)/proc.o
$(BENCH_CARE:%=$(BENCH)/%): $(LIBRARY)
$(BENCH_PLAIN:%=$(BENCH)/%) $(BENCH_CARE:%=$(BENCH)/%): $(BENCH)/%: $(BENCH)/%.o
	$(SAY) LINK $@
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(filter %.o,$^) $(filter %.a,$^) $(LIBS) $(TEST_LIBS)

$(BENCH)/slowsync.so: tests/bench/slowsync.c
	$(SAY) LINK $@
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -fPIC -shared -o $@ $<

bench: bench-start bench-key bench-places bench-fsync bench-commit bench-form bench-repeat bench-find \
	bench-conform
bench-places: $(BENCH)/ttybench
bench-start: $(BENCH)/floor $(BENCH)/ttybench $(BENCH)/people
bench-key: $(BENCH)/floor $(BENCH)/ttybench $(BENCH)/people
bench-fsync: $(BENCH)/ttybench $(BENCH)/slowsync.so $(BENCH)/people
bench-commit: $(BENCH)/commit $(BENCH)/answer
bench-repeat: $(BENCH)/commit $(BENCH)/form_repeat $(BENCH)/talk_repeat
bench-start bench-key bench-fsync bench-commit bench-places bench-repeat: bench-%: all
	$(Q)echo "$@"
	$(Q)$(BENCH_ENV) tests/bench/$*.sh

# A form of 1,000 questions; the conformity of expressions (CASES is skipped where it is absent).
bench-form: $(BENCH)/form_answer bench-form-ready
	$(Q)python3 tests/bench/mkform_yaml.py >$(BENCH)/form.yaml
	$(Q)$(BENCH)/form_answer $(BENCH)/form.yaml
	$(Q)if [ -r "$(SAMPLE)" ]; then echo "$(notdir $(SAMPLE)):"; $(BENCH)/form_answer "$(SAMPLE)"; \
	else echo "bench-form: skipped, there is no $(SAMPLE)"; fi

# A form read and ready, against libyaml alone: FORM, or that form and the largest sample (skipped where it is absent).
SAMPLE ?= ../shared/sample-forms/d04_unhcr_rms_capi_v2.yaml
bench-form-ready: $(BENCH)/form_ready
	$(Q)if [ -n "$(FORM)" ]; then $< "$(FORM)"; else \
		python3 tests/bench/mkform_yaml.py >$(BENCH)/form.yaml && $< $(BENCH)/form.yaml && \
		if [ -r "$(SAMPLE)" ]; then echo "$(notdir $(SAMPLE)):"; $< "$(SAMPLE)"; \
		else echo "bench-form-ready: skipped, there is no $(SAMPLE)"; fi; fi

CASES ?= ../shared/cases/xpath_dev.tsv
bench-conform: all
	$(Q)if [ -r "$(CASES)" ]; then \
		sh tests/bench/xpath_conform.sh "$(CASES)" $(PROGRAM) form eval; \
	else echo "bench-conform: skipped, there is no $(CASES)"; fi

# The cost of sealing, with PEOPLE women (100,000) in the file.
bench-seal: PEOPLE ?= 100000
bench-seal: all $(BENCH)/floor $(BENCH)/ttybench $(BENCH)/people $(BENCH)/answer
	$(Q)$(MAKE) --no-print-directory FLAVOUR=plain BUILD=$(BUILD)/plain \
		$(BUILD)/plain/trede $(BUILD)/plain/bench/people $(BUILD)/plain/bench/answer
	$(Q)$(BENCH_ENV) PLAIN=$(abspath $(BUILD)/plain) PEOPLE=$(PEOPLE) tests/bench/seal.sh

# ROWS (100,000) offers of the social map in a file of its own: writing them, and one pass over what they ask.
bench-social-rows: $(BENCH)/social_rows
	$(Q)rm -rf $(BENCH)/social && mkdir -p $(BENCH)/social
	$(Q)$< $(BENCH)/social $(or $(ROWS),100000)

# OFFERS (20,000) in the map of a practice file of its own: a save, all rows made again, pages of the list.
bench-map-pages: $(BENCH)/map_pages share
	$(Q)rm -rf $(BENCH)/map && mkdir -p $(BENCH)/map
	$(Q)$< $(BUILD)/share $(BENCH)/map $(or $(OFFERS),20000)

bench-selftest: $(BENCH)/ttybench $(BENCH)/slowecho
	$(Q)tests/bench/selftest.sh $(BENCH)

.PRECIOUS: $(E2E)/%.o $(FAULTS)/%.o $(BENCH)/%.o
.PHONY: e2e screens codepoints moments kills bench bench-start bench-key bench-places bench-fsync bench-commit bench-form bench-repeat \
	bench-conform bench-seal bench-selftest bench-social-rows bench-map-pages
-include $(wildcard $(E2E)/*.d $(FAULTS)/*.d $(BENCH)/*.d)
