# SPDX-License-Identifier: GPL-3.0-or-later
# The command line, from outside.  Included by the Makefile.
commands: $(BUILD)/trede share
	$(Q)TREDE=$(abspath $(BUILD)/trede) TREDE_SHARE=$(abspath $(BUILD)/share) \
		sh tests/e2e/commands.sh
.PHONY: commands
