# SPDX-License-Identifier: GPL-3.0-or-later
# What an import costs.  Included by the Makefile.
#
#   bench-import   ROWS (1,000,000) into a sealed file, the same again, and some that changed

$(BENCH)/import_file: $(BENCH)/import_file.o $(BENCH)/proc.o $(LIBRARY)
	$(SAY) LINK $@
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

bench-import: $(BENCH)/import_file share
	$(Q)BENCH=$(abspath $(BENCH)) TREDE_SHARE=$(abspath $(BUILD)/share) ROWS=$(or $(ROWS),1000000) \
		sh tests/bench/import.sh
.PHONY: bench-import
