# SPDX-License-Identifier: GPL-3.0-or-later
# What the social map costs.  Included by the Makefile.
#
#   bench-map   a directory of a city (SERVICES=4089) into a sealed file, at most 1 s, and out of it

$(BENCH)/map_file: $(BENCH)/map_file.o $(BENCH)/proc.o $(LIBRARY)
	$(SAY) LINK $@
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

bench-map: $(BENCH)/map_file share
	$(Q)BENCH=$(abspath $(BENCH)) TREDE_SHARE=$(abspath $(BUILD)/share) SERVICES=$(or $(SERVICES),4089) \
		sh tests/bench/map.sh
.PHONY: bench-map
