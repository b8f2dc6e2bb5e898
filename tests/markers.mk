# SPDX-License-Identifier: GPL-3.0-or-later
# Is anything readable in what was written?  Included by the Makefile.
#
#   markers   PEOPLE women with a marker (50); the control without sealing must find it
MARKED ?= 50

$(BUILD)/faults/written.so: tests/faults/written.c
	$(SAY) LINK $@
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -Wno-missing-prototypes -Wno-pedantic -fPIC -shared -o $@ $< -ldl

$(BUILD)/faults/markers: $(BUILD)/faults/markers.o $(BUILD)/e2e/harness.a $(LIBRARY)
	$(SAY) LINK $@
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS) $(TEST_LIBS)

markers: $(BUILD)/faults/markers $(BUILD)/faults/written.so $(BUILD)/trede share
	$(Q)$(MAKE) --no-print-directory FLAVOUR=plain BUILD=$(BUILD)/plain $(BUILD)/plain/trede
	$(Q)WRITTEN_SHIM=$(abspath $(BUILD)/faults/written.so) $(TEST_ENV) $< -n $(MARKED)
	$(Q)WRITTEN_SHIM=$(abspath $(BUILD)/faults/written.so) $(TEST_ENV) \
		TREDE=$(abspath $(BUILD)/plain/trede) $< -n $(MARKED) -c
.PHONY: markers
