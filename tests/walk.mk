# Forms filled by chance, through the calls that the screens make.  Included by the Makefile.
#
#   walk      FORM=file [N=1000] [SEED=1]; without FORM the sample forms, where they are, and
#             those that ship.  Each tenth time also twice more, once killed and resumed
#   walk-short  a few times, with the forms that ship and one with repeats

WALK        = $(BUILD)/walk
# N has another value in tests.mk, for those who did not say it.
WALKS       = $(if $(filter file,$(origin N)),1000,$(N))
WALK_FORMS  = $(wildcard $(SAMPLE_FORMS)/*.yaml) $(wildcard forms/*.yaml)
SAMPLE_FORMS ?= ../shared/sample-forms

$(WALK)/%.o: tests/walk/%.c
	$(SAY) CC $<
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(WALK)/walk: $(patsubst tests/walk/%.c,$(WALK)/%.o,$(wildcard tests/walk/*.c)) $(LIBRARY)
	$(SAY) LINK $@
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

walk: $(WALK)/walk share
	$(Q)[ -n "$(FORM)" ] || [ -d $(SAMPLE_FORMS) ] || echo "walk: skipped, there is no $(SAMPLE_FORMS)"
	$(Q)LC_ALL=C.UTF-8 TREDE_SHARE=$(BUILD)/share $< -n $(WALKS) -s $(or $(SEED),1) \
		$(or $(FORM),$(WALK_FORMS))

walk-short: $(WALK)/walk share
	$(Q)LC_ALL=C.UTF-8 TREDE_SHARE=$(BUILD)/share $< -n 20 -k 5 tests/data/intake-kinderen.yaml \
		$(wildcard forms/*.yaml)

-include $(wildcard $(WALK)/*.d)
.PHONY: walk walk-short tour
