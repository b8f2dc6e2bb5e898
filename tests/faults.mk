# SPDX-License-Identifier: GPL-3.0-or-later
# Faults at system calls (tests/faults/syscalls.c).  Included by the Makefile.
#
#   faults        one call in FAULT_STEP of each kind, from another place each time: for check
#   faults-all    every call                 fault-kill fault-full fault-io    one kind, every call
#   fault-keys    all kinds while a colleague comes and goes and a backup is put back
#   fault-import  all kinds while rows are imported and two women are put together and parted
#   fault-map     all kinds while a map is imported that does not fit in memory; one call in MAP_STEP
#   fault-memory  one allocation in MEMORY_STEP that fails
#   fault-tty     the real program on a terminal, one call in TTY_STEP
#   fault-sees    a script that lies must be found out
#   FAULT_JOBS    how many at a time

FAULT_STEP ?= 37
FAULT_JOBS ?= 2
FAULT_CARE  = $(patsubst %,$(FAULTS)/%,script_care script_keys script_import script_map verify)
FAULT_MADE  = $(FAULTS)/made

$(FAULT_CARE): $(FAULTS)/%: $(FAULTS)/%.o $(FAULTS)/told.o $(FAULTS)/map_told.o $(FAULTS)/folder.o $(LIBRARY)
	$(SAY) LINK $@
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(FAULTS)/every: $(FAULTS)/syscalls.o $(FAULTS)/folder.o
$(FAULTS)/strike: $(FAULTS)/strike.o
$(FAULTS)/every $(FAULTS)/strike: $(FAULTS)/fault.o $(FAULTS)/trace.o $(FAULTS)/loss.o $(LIBRARY)
	$(SAY) LINK $@
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(filter %.o,$^) $(LIBRARY) $(LIBS)

# The pair of files that every run begins with, made anew when the program is.
$(FAULT_MADE)/trede.db: $(BUILD)/trede | share
	$(Q)rm -rf $(@D)
	$(Q)$(BUILD)/trede --share $(BUILD)/share --practice --data $(abspath $(@D)) \
		--clock 2026-11-21T10:42:00 --seed 7 init >/dev/null

FAULT_NEEDS = $(FAULTS)/every $(FAULT_CARE) $(FAULT_MADE)/trede.db share
FAULT_RUN   = $(abspath $(FAULTS)/every) -m $(abspath $(FAULT_MADE)) -v $(abspath $(FAULTS)/verify) \
	-j $(FAULT_JOBS)
FAULT_ON    = $(abspath $(BUILD)/share) $(abspath $(FAULTS)/script_care)
FAULT_IMPORT = $(abspath $(BUILD)/share) $(abspath $(FAULTS)/script_import)
FAULT_MAP   = $(abspath $(BUILD)/share) $(abspath $(FAULTS)/script_map)
FAULT_KEYS  = $(abspath $(BUILD)/share) $(abspath $(FAULTS)/script_keys)

faults: fault-sees $(FAULT_NEEDS)
	$(Q)$(FAULT_RUN) -s $(FAULT_STEP) $(FAULT_ON)
	$(Q)$(FAULT_RUN) -s $$((3 * $(FAULT_STEP))) $(FAULT_KEYS)
	$(Q)$(FAULT_RUN) -s $$((3 * $(FAULT_STEP))) $(FAULT_IMPORT)
	$(Q)$(FAULT_RUN) -s $$((150 * $(FAULT_STEP))) $(FAULT_MAP)
faults-all: fault-sees fault-kill fault-full fault-io fault-keys fault-import fault-map
fault-import: $(FAULT_NEEDS)
	$(Q)$(FAULT_RUN) $(FAULT_IMPORT)
# Thousands of pages go to the log before the commit, and as many behind it.
MAP_STEP ?= 101
fault-map: $(FAULT_NEEDS)
	$(Q)$(FAULT_RUN) -s $(MAP_STEP) $(FAULT_MAP)
fault-keys: $(FAULT_NEEDS)
	$(Q)$(FAULT_RUN) $(FAULT_KEYS)
fault-kill: $(FAULT_NEEDS)
	$(Q)$(FAULT_RUN) -f kill $(FAULT_ON)
fault-full: $(FAULT_NEEDS)
	$(Q)$(FAULT_RUN) -f enospc -f edquot -f efbig $(FAULT_ON)
fault-io: $(FAULT_NEEDS)
	$(Q)$(FAULT_RUN) -f eio $(FAULT_ON)

# The same in the real program on a terminal; a failing disk has fewer calls to choose from.
TTY_STEP  ?= 61
TTY_FAULTS ?= kill-before kill-after enospc-once enospc-ever eio-sync-once eio-sync-ever
fault-tty: $(FAULTS)/kill $(FAULTS)/strike $(BUILD)/trede share
	$(Q)failed=0; for fault in $(TTY_FAULTS); do \
		STRIKE=$(abspath $(FAULTS)/strike) $(TEST_ENV) $(FAULTS)/kill -f $$fault \
			-c $$(($$(date +%s) % 7 + 1)) -t $$(case $$fault in kill*) echo $(TTY_STEP);; \
			*) echo 7;; esac) tests/faults/intake.keys || failed=1; \
	done; exit $$failed
.PHONY: fault-tty

# With LIE=1 the script says 'bewaard' before the file does.  Of its 1,228 calls 166 lie between
# the two, in spans of four; wherever one in LIE_STEP begins, seven of these at least are struck.
LIE_STEP ?= 17
fault-sees: $(FAULT_NEEDS)
	$(Q)if LIE=1 $(FAULT_RUN) -f kill-before -s $(LIE_STEP) $(FAULT_ON) >/dev/null 2>&1; \
		then echo "fault-sees: a lie was not found out" >&2; exit 1; \
		else echo "fault-sees: a false 'bewaard' is found out"; fi

.PRECIOUS: $(FAULTS)/%.o
.PHONY: fault-import fault-map faults faults-all fault-kill fault-full fault-io fault-keys fault-sees

# Each allocation of the script that fails; one in MEMORY_STEP.
MEMORY_STEP ?= 61
fault-memory: $(FAULT_NEEDS) $(FAULTS)/nomem.so
	$(Q)$(FAULT_RUN) -l $(abspath $(FAULTS)/nomem.so) -f memory -s $(MEMORY_STEP) $(FAULT_ON)
.PHONY: fault-memory
