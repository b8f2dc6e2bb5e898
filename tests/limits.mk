# Where little is left to the program.  Included by the Makefile.
#
#   limits    closed descriptors, small limits, odd environments, rights of files (some seconds)
#   nomem     allocations that fail: one of STEP
limits: $(BUILD)/trede share
	$(Q)SANITIZED=$(filter asan,$(FLAVOUR)) TREDE=$(abspath $(BUILD)/trede) \
		TREDE_SHARE=$(abspath $(BUILD)/share) sh tests/e2e/limits.sh

$(BUILD)/faults/nomem.so: tests/faults/nomem.c
	$(SAY) LINK $@
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -Wno-missing-prototypes -fPIC -shared -o $@ $<

nomem: $(BUILD)/faults/nomem.so $(BUILD)/trede share
	$(Q)NOMEM=$(abspath $<) TREDE=$(abspath $(BUILD)/trede) \
		TREDE_SHARE=$(abspath $(BUILD)/share) sh tests/faults/nomem.sh

.PHONY: limits nomem
