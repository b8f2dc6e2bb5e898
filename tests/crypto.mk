# What sealing a page and deriving a key cost.  Included by the Makefile.
#
#   bench-crypto  the figures on standard output

$(BENCH)/crypto: $(BENCH)/crypto.o $(BENCH)/figures.o $(BENCH)/proc.o $(LIBRARY)
	$(SAY) LINK $@
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

bench-crypto: $(BENCH)/crypto
	$(Q)$<
.PHONY: bench-crypto
