# What finding is measured by.  Never part of check; SERIES, RUNS and PEOPLE as in tests/bench/common.sh.
#
#   bench-find        recall, time and memory on the cases of names, beside FTS5, sounds and fzf
#   bench-find-1m     keys, start and memory with PEOPLE (1,000,000) women, in turns with fzf
#   bench-recall      how often who is meant is among the first, and the same woman known again
#   bench-recall-unseen  the same on names that were not learnt from
#   bench-fit         learns the costs of spellings from the cases anew: src/find/costs.c
#   bench-find-scale  a key from 1,000 to PEOPLE women: a table, and a plot in $(BUILD)
#   bench-find-file   looking up and reading the rows of the file alone
#   bench-register    what finding adds to registering one woman

NAMES ?= ../shared/cases
FIND_KNOWN = trigram by_sound recall
FIND_CARE  = find_keys register

$(BENCH)/asked: $(BENCH)/proc.o
$(BENCH)/trigram: $(BENCH)/known.o
$(BENCH)/by_sound: $(BENCH)/known.o $(BENCH)/daitch.o
$(BENCH)/people $(BENCH)/register: $(BENCH)/person_line.o
$(FIND_CARE:%=$(BENCH)/%): $(BENCH)/names_in.o $(BENCH)/figures.o $(BENCH)/proc.o
$(FIND_KNOWN:%=$(BENCH)/%) $(FIND_CARE:%=$(BENCH)/%): $(LIBRARY)
$(BENCH)/asked $(FIND_KNOWN:%=$(BENCH)/%) $(FIND_CARE:%=$(BENCH)/%): $(BENCH)/%: $(BENCH)/%.o
	$(SAY) LINK $@
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(filter %.o,$^) $(filter %.a,$^) $(LIBS)

bench-find: $(BENCH)/asked $(FIND_KNOWN:%=$(BENCH)/%)
bench-find-1m: $(BENCH)/ttybench $(BENCH)/floor
bench-find-scale: $(BENCH)/find_keys
bench-register: $(BENCH)/register
bench-find bench-find-1m bench-find-scale bench-register: bench-%: all
	$(Q)echo "$@"
	$(Q)$(BENCH_ENV) NAMES=$(abspath $(NAMES)) OUT=$(abspath $(BUILD)) tests/bench/$(subst -,_,$*).sh

bench-find-file: $(BENCH)/find_clients
	$(Q)rm -rf $(BENCH)/find && mkdir -p $(BENCH)/find
	$(Q)python3 tests/bench/gen_people.py $(or $(PEOPLE),10000) | $< $(BENCH)/find

bench-recall: $(BENCH)/recall
	$(Q)$< $(NAMES)/names_pool.tsv $(NAMES)/names_dev.tsv

bench-recall-unseen: $(BENCH)/recall.o $(LIBRARY)
	$(Q)tests/bench/recall_unseen.sh $(NAMES) $(BENCH) sh -c '$(CC) $(CPPFLAGS) $(CFLAGS) -o "$$0" "$$1" $^ $(LIBS)'

bench-fit:
	$(Q)python3 tests/bench/fit_sounds.py $(NAMES)/names_dev.tsv >$(BUILD)/costs.c
	$(Q)mv $(BUILD)/costs.c src/find/costs.c

.PHONY: bench-recall bench-recall-unseen bench-fit bench-find-file bench-find bench-find-1m \
	bench-find-scale bench-register
