# SPDX-License-Identifier: GPL-3.0-or-later
# Links in the place of what is written.  Included by the Makefile.
#
#   links     ROUNDS of writing (2,000) while somebody puts links there; 100,000 in check-all
ROUNDS ?= 2000

$(FAULTS)/links: $(FAULTS)/links.o $(BUILD)/unit/obj/store/pair.o $(LIBRARY)
	$(SAY) LINK $@
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS) $(TEST_LIBS)

links: $(FAULTS)/links
	$(Q)$< -n $(ROUNDS)
.PHONY: links
