# SPDX-License-Identifier: GPL-3.0-or-later
# The command line, from outside.  Included by the Makefile.
commands: $(BUILD)/trede $(BUILD)/faults/strike share
	$(Q)TREDE=$(abspath $(BUILD)/trede) TREDE_SHARE=$(abspath $(BUILD)/share) \
		sh tests/e2e/commands.sh
	$(Q)TREDE=$(abspath $(BUILD)/trede) TREDE_SHARE=$(abspath $(BUILD)/share) \
		STRIKE=$(abspath $(BUILD)/faults/strike) DATA=$(abspath tests/data/import) \
		sh tests/e2e/import.sh
	$(Q)TREDE=$(abspath $(BUILD)/trede) TREDE_SHARE=$(abspath $(BUILD)/share) \
		DATA=$(abspath tests/data/map) sh tests/e2e/map.sh
.PHONY: commands
