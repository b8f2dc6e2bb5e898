# What matching is measured by.  Never part of check.
#
#   bench-match   one woman against 4,089 offers and against 100,000 of a sealed file: time, and memory

$(BENCH)/match_offers: $(BENCH)/figures.o $(BENCH)/proc.o $(LIBRARY)
$(BENCH)/match_offers: $(BENCH)/%: $(BENCH)/%.o
	$(SAY) LINK $@
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(filter %.o,$^) $(filter %.a,$^) $(LIBS)

bench-match: $(BENCH)/match_offers share
	$(Q)for offers in 4089 100000; do \
		rm -rf $(BENCH)/match && mkdir -p $(BENCH)/match && \
		$(BENCH_ENV) $< $(BENCH)/match $$offers || exit 1; \
	done

.PHONY: bench-match
