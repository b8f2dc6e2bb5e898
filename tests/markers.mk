# SPDX-License-Identifier: GPL-3.0-or-later
# Is anything readable in what was written?  Included by the Makefile.
#
#   markers           MARKED women (20) with a word that must not be found
#   markers-control   the same on the program without sealing, which must find it
MARKED ?= 20

$(BUILD)/faults/written.so: tests/faults/written.c
	$(SAY) LINK $@
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -Wno-missing-prototypes -Wno-pedantic -fPIC -shared -o $@ $< -ldl

$(BUILD)/faults/markers: $(BUILD)/faults/markers.o $(BUILD)/e2e/harness.a $(LIBRARY)
	$(SAY) LINK $@
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS) $(TEST_LIBS)

WRITTEN = WRITTEN_SHIM=$(abspath $(BUILD)/faults/written.so) $(TEST_ENV)
MARKERS = $(BUILD)/faults/markers $(BUILD)/faults/written.so $(BUILD)/trede share
markers: $(MARKERS)
	$(Q)$(WRITTEN) $< -n $(MARKED)

markers-control: $(MARKERS)
	$(Q)$(MAKE) --no-print-directory FLAVOUR=plain BUILD=$(BUILD)/plain $(BUILD)/plain/trede
	$(Q)$(WRITTEN) TREDE=$(abspath $(BUILD)/plain/trede) $< -n $(MARKED) -c
.PHONY: markers markers-control
