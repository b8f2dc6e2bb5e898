# Power that goes, files that are damaged, several programs at once.  Included by the Makefile.
#
#   power      300 disks as power loss may leave them, each opened and checked (POWER=N, SEED=S)
#   damage     files that are not what was written (SPOTS=N bits in pages)
#   many       eight programs on one file (SECONDS_MANY)
#   during     backups while somebody works (KILLS of them killed)
#   power-all  12,000 disks, and the others in full
POWER ?= 300
SPOTS ?= 500
KILLS ?= 12
SECONDS_MANY ?= 6
SEED  ?= 1
RIG    = $(FAULTS)/power
POWER_PROGRAMS = $(RIG)/powerloss $(RIG)/upgrade $(RIG)/damage $(RIG)/many $(RIG)/meet $(RIG)/during
RIG_OBJECTS = $(patsubst %,$(RIG)/%.o,record image tree state work rig crew scene_people scene_import scene_copy)

$(RIG)/powerloss: $(RIG)/powerloss.o $(RIG)/scenes.o $(RIG_OBJECTS) $(LIBRARY)
	$(SAY) LINK $@
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

# The same with a store that is one step further, against the program as it is.
NEXT_FILES   = $(shell grep -l '"store/schema.h"' src/store/*.c)
NEXT_OBJECTS = $(NEXT_FILES:src/store/%.c=$(RIG)/next/%.o)
$(RIG)/next/store/schema.h $(RIG)/next/schema.c: $(RIG)/next/%: tests/faults/power/next.awk src/store/schema.h src/store/schema.c
	$(Q)mkdir -p $(@D)
	$(Q)awk -f $< src/store/$(notdir $*) >$@

$(NEXT_OBJECTS): $(RIG)/next/%.o: src/store/%.c $(RIG)/next/store/schema.h $(RIG)/next/schema.c
	$(SAY) CC "$< (next)"
	$(Q)$(CC) -I$(RIG)/next $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $(if $(filter %/schema.o,$@),$(RIG)/next/schema.c,$<)

$(RIG)/upgrade: $(RIG)/powerloss.o $(RIG)/scene_next.o $(RIG_OBJECTS) $(NEXT_OBJECTS) $(LIBRARY)
	$(SAY) LINK $@
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(RIG)/damage: $(RIG)/damage.o $(RIG)/damage_make.o $(patsubst %,$(RIG)/%.o,tree image record state work crew) $(LIBRARY)
	$(SAY) LINK $@
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(RIG)/during: $(RIG)/during.o $(RIG_OBJECTS) $(LIBRARY)
	$(SAY) LINK $@
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

during: $(RIG)/during share
	$(Q)$(TEST_ENV) $< -n $(KILLS)

$(RIG)/many $(RIG)/meet: $(RIG)/%: $(RIG)/%.o $(patsubst %,$(RIG)/%.o,tree image record state) $(LIBRARY)
	$(SAY) LINK $@
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

many: $(RIG)/many $(RIG)/meet $(BUILD)/trede share
	$(Q)$(TEST_ENV) $(RIG)/meet
	$(Q)$(TEST_ENV) $< -t $(SECONDS_MANY)

damage: $(RIG)/damage share
	$(Q)$(TEST_ENV) $< -n $(SPOTS) -s $(SEED)

# The second line is the proof that the rig can see: with fewer syncs, answers must be lost.
power: $(RIG)/powerloss $(RIG)/upgrade $(BUILD)/trede share
	$(Q)$(TEST_ENV) $< -n $(POWER) -s $(SEED)
	$(Q)$(TEST_ENV) $< -n $(POWER) -s $(SEED) -u
	$(Q)$(TEST_ENV) $(RIG)/upgrade -n $$(($(POWER) / 5)) -s $(SEED)

power-all:
	$(Q)$(MAKE) --no-print-directory POWER=12000 SPOTS=10000 SECONDS_MANY=60 KILLS=60 \
		power damage many during

.PRECIOUS: $(RIG)/%.o
.PHONY: power power-all damage many during
-include $(wildcard $(RIG)/*.d $(RIG)/next/*.d)
