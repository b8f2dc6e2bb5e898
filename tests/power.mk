# Power that goes, files that are damaged, several programs at once.  Included by the Makefile.
#
#   power      300 disks as power loss may leave them (POWER=N, SEED=S)
#   power-all  10,500 of them
#   damage     files that are not what was written (SPOTS=N bits in pages)
POWER ?= 300
SPOTS ?= 500
SEED  ?= 1
RIG    = $(FAULTS)/power
RIG_OBJECTS = $(patsubst %,$(RIG)/%.o,record image tree state work rig crew scene_people)

$(RIG)/powerloss: $(RIG)/powerloss.o $(RIG)/scenes.o $(RIG_OBJECTS) $(LIBRARY)
	$(SAY) LINK $@
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(RIG)/damage: $(RIG)/damage.o $(RIG)/damage_make.o $(patsubst %,$(RIG)/%.o,tree image record state work crew) $(LIBRARY)
	$(SAY) LINK $@
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

damage: $(RIG)/damage share
	$(Q)$(TEST_ENV) $< -n $(SPOTS) -s $(SEED)

# The second line is the proof that the rig can see: with fewer syncs, answers must be lost.
power: $(RIG)/powerloss share
	$(Q)$(TEST_ENV) $< -n $(POWER) -s $(SEED)
	$(Q)$(TEST_ENV) $< -n $(POWER) -s $(SEED) -u

power-all:
	$(Q)$(MAKE) --no-print-directory POWER=10500 power

.PRECIOUS: $(RIG)/%.o
.PHONY: power power-all damage
-include $(wildcard $(RIG)/*.d)
