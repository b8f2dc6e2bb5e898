/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UI_REQUEST_H
#define UI_REQUEST_H

/*
 * What a key can ask for: one table.  The footer, the help screen, the command list and the manual
 * page are made from it and from config/keymap, so they cannot drift from what the keys do.
 *
 * X(ID, name in config/keymap, word in the footer, sentence in the help, group)
 * A group is the heading under which the help lists it.
 */
#define UI_REQUESTS(X)                                                                             \
	X(OPEN, "open", N_("open"), N_("Open or go on"), GO)                                       \
	X(BACK, "back", N_("back"), N_("One back; everything is kept"), GO)                        \
	X(NEXT, "next", N_("next"), N_("The next one, leaving the answer as it is"), GO)           \
	X(PREVIOUS, "previous", N_("previous"), N_("The one before, leaving the answer as it is"), GO) \
	X(UP, "up", N_("up"), N_("One line up"), MOVE)                                             \
	X(DOWN, "down", N_("down"), N_("One line down"), MOVE)                                     \
	X(PAGE_UP, "page-up", N_("page up"), N_("One screen up"), MOVE)                            \
	X(PAGE_DOWN, "page-down", N_("page down"), N_("One screen down"), MOVE)                    \
	X(FIRST, "first", N_("first"), N_("To the first"), MOVE)                                   \
	X(LAST, "last", N_("last"), N_("To the last"), MOVE)                                       \
	X(MORE, "more", N_("more"), N_("Show more about this one"), MOVE)                          \
	X(LESS, "less", N_("less"), N_("Show less again"), MOVE)                                   \
	X(PICK, "pick", N_("choose"), N_("Choose by number"), GO)                                  \
	X(TOGGLE, "toggle", N_("tick"), N_("Tick or untick this one"), GO)                         \
	X(RAISE, "raise", N_("more"), N_("One step more"), MOVE)                                   \
	X(LOWER, "lower", N_("less"), N_("One step less"), MOVE)                                   \
	X(LEFT, "left", N_("left"), N_("One letter to the left"), EDIT)                            \
	X(RIGHT, "right", N_("right"), N_("One letter to the right"), EDIT)                        \
	X(LINE_BEGIN, "line-begin", N_("begin"), N_("To the beginning of the line"), EDIT)         \
	X(LINE_END, "line-end", N_("end"), N_("To the end of the line"), EDIT)                     \
	X(CUT_END, "cut-end", N_("cut"), N_("Delete to the end of the line"), EDIT)                \
	X(CUT_BEGIN, "cut-begin", N_("cut"), N_("Delete to the beginning of the line"), EDIT)      \
	X(CUT_WORD, "cut-word", N_("cut"), N_("Delete the word before"), EDIT)                     \
	X(BACKSPACE, "backspace", N_("delete"), N_("Delete the letter before"), EDIT)              \
	X(DELETE, "delete", N_("delete"), N_("Delete this letter"), EDIT)                          \
	X(NEWLINE, "newline", N_("new line"), N_("A new line"), EDIT)                              \
	X(UNDO, "undo", N_("undo"), N_("Undo"), EDIT)                                              \
	X(REDO, "redo", N_("redo"), N_("Redo"), EDIT)                                              \
	X(HELP, "help", N_("help"), N_("All keys of this screen"), ALWAYS)                         \
	X(COMMANDS, "commands", N_("commands"), N_("List of what can be done here; type to choose"), ALWAYS) \
	X(FIND, "find", N_("find"), N_("Find; Esc brings you back to the same place"), ALWAYS)     \
	X(BLANK, "blank", N_("blank"), N_("Blank the screen at once"), ALWAYS)                     \
	X(SAVED, "saved", N_("saved"), N_("Save a sheet; else say when all was saved"), ALWAYS)                \
	X(STOP, "stop", N_("stop"), N_("Say how to stop"), ALWAYS)                                 \
	X(REMARK, "remark", N_("remark"), N_("Write a remark, and who says it"), INTERVIEW)        \
	X(NO_ANSWER, "no-answer", N_("no answer"), N_("Mark why there is no answer"), INTERVIEW)   \
	X(TAKE_PREVIOUS, "take-previous", N_("as before"), N_("Take over the answer of last time"), INTERVIEW) \
	X(TOGETHER, "together", N_("together"), N_("Look together: the question and its answers only"), INTERVIEW) \
	X(SCRATCH, "scratch", N_("scratch"), N_("Write a scratch line to hang on a question later"), INTERVIEW) \
	X(NEXT_OPEN, "next-open", N_("next open"), N_("To the next question that is open or not right"), INTERVIEW) \
	X(ADD, "add", N_("one more"), N_("Add one to this list"), INTERVIEW)                       \
	X(TAKE_OUT, "take-out", N_("take out"), N_("Take this one out of the list; ^Z puts it back"), INTERVIEW) \
	X(MOVE_UP, "move-up", N_("move up"), N_("Move this one one place up"), INTERVIEW)          \
	X(MOVE_DOWN, "move-down", N_("move down"), N_("Move this one one place down"), INTERVIEW)  \
	X(ALIKE, "alike", N_("who is like her"), N_("Whether she is in the file already, under another name"), INTERVIEW) \
	X(OVERVIEW, "overview", N_("overview"), N_("The overview of this interview"), INTERVIEW)   \
	X(START_SHEET, "start-sheet", N_("date"), N_("Date of the interview and who held it"), INTERVIEW) \
	X(FINISH, "finish", N_("finish"), N_("Finish the interview"), INTERVIEW)                   \
	X(HANG, "hang", N_("hang"), N_("Hang a scratch line on a question"), INTERVIEW)            \
	X(LANGUAGE, "language", N_("language"), N_("Her language, Dutch or both"), INTERVIEW)      \
	X(NEW, "new", N_("new"), N_("A new one"), WORK)                                            \
	X(LISTS, "lists", N_("lists"), N_("To the lists and back"), GO)                            \
	X(AGENDA, "agenda", N_("agenda"), N_("The agenda"), WORK)                                  \
	X(OUT_OF_SIGHT, "out-of-sight", N_("out of sight"), N_("Women nobody spoke to for a while"), WORK) \
	X(INTERVIEW, "interview", N_("interview"), N_("Begin or go on with an interview"), WORK)   \
	X(REFER, "refer", N_("refer"), N_("Refer her to an organisation"), WORK)                   \
	X(GOALS, "goals", N_("goals"), N_("Goals and steps"), WORK)                                \
	X(APPOINTMENT, "appointment", N_("appointment"), N_("Appointments"), WORK)                 \
	X(NOTE, "note", N_("note"), N_("Write a note"), WORK)                                      \
	X(CONSENT, "consent", N_("consent"), N_("With whom may be shared what she told"), WORK)    \
	X(DETAILS, "details", N_("details"), N_("Contact and personal details"), WORK)             \
	X(NEEDS, "needs", N_("needs"), N_("What is needed: the eleven preconditions"), WORK)       \
	X(PRINT, "print", N_("print"), N_("Print or show a page"), WORK)                           \
	X(CHANGE, "change", N_("change"), N_("Correct an interview, close or reopen"), WORK)       \
	X(SAME, "same", N_("same woman"), N_("Put her file together with another one of the same woman"), WORK) \
	X(PART, "part", N_("apart again"), N_("Take apart two files that were put together"), WORK) \
	X(SET_STATUS, "set-status", N_("status"), N_("Give this line a status by number"), WORK)   \
	X(WHERE, "where", N_("where"), N_("Where it is available"), WORK)                          \
	X(SETTINGS, "settings", N_("settings"), N_("Settings"), WORK)                              \
	X(STEP, "step", N_("step"), N_("A new step under this goal"), WORK)                        \
	X(DONE, "done", N_("done"), N_("Mark as done, reached or kept"), WORK)                     \
	X(PAUSE, "pause", N_("pause"), N_("Pause this one, or go on with it"), WORK)               \
	X(SEARCH, "search", N_("search"), N_("Search in this list"), GO)                           \
	X(FILTER, "filter", N_("filter"), N_("Choose what this list shows"), GO)                   \
	X(ASK_HER, "ask-her", N_("ask"), N_("What is worth asking: fewer question marks in this list"), WORK) \
	X(GAP, "gap", N_("nothing fits"), N_("Write down that nothing fits, and what was missing"), WORK) \
	X(ORGANISATION, "organisation", N_("organisation"), N_("The card of this organisation"), WORK) \
	X(RUNNING, "running", N_("running"), N_("Referrals made before, and how far they are"), WORK) \
	X(BACKUP, "backup", N_("backup"), N_("Make a backup, and see when the last one was made"), WORK) \
	X(RESTORE, "restore", N_("put back"), N_("Put back a backup"), WORK)                       \
	X(WORKERS, "workers", N_("workers"), N_("Who may open this file: workers, passphrases, codes"), WORK) \
	X(REMOVE, "remove", N_("remove"), N_("Take her away from who may open this file; asks first"), WORK) \
	X(RECOVERY, "recovery", N_("recovery code"), N_("A new recovery code, for paper"), WORK)    \
	X(CODE, "code", N_("short code"), N_("The short code that brings a blank screen back"), WORK) \
	X(LOCK, "lock", N_("lock"), N_("Lock: the passphrase is asked before anything is seen again"), WORK) \
	X(REPORT, "report", N_("report"), N_("The report of what was missing: no offer that fits"), WORK) \
	X(SOCIAL_MAP, "social-map", N_("social map"), N_("The social map: organisations and what they offer"), WORK) \
	X(SHOW_ALL, "show-all", N_("show all"), N_("Take the filter away: show all again"), GO)    \
	X(CHECKED, "checked", N_("checked"), N_("Checked today: what stands here is right"), WORK) \
	X(RETIRE, "retire", N_("no longer there"), N_("It is no longer there, or there again; asks first"), WORK) \
	X(WAITING, "waiting", N_("waiting list"), N_("Who waits for this, and who can start now"), WORK) \
	X(STILL_WANTS, "still-wants", N_("asked"), N_("She was asked today and still wants it"), WORK) \
	X(CARD, "card", N_("make a card"), N_("Make a card (.vcf) for an address book"), WORK)

#define UI_REQUEST_ID(id, name, label, help, group) UI_REQ_##id,
enum ui_request { UI_REQ_NONE, UI_REQUESTS(UI_REQUEST_ID) UI_REQ_COUNT };
#undef UI_REQUEST_ID

enum ui_group {
	UI_GROUP_NONE,
	UI_GROUP_GO,
	UI_GROUP_INTERVIEW,
	UI_GROUP_WORK,
	UI_GROUP_MOVE,
	UI_GROUP_EDIT,
	UI_GROUP_ALWAYS,
	UI_GROUP_COUNT
};

struct ui_request_info {
	const char *name, *label, *help; /* label and help: English, to be translated with _() */
	enum ui_group group;
};
const struct ui_request_info *ui_request_info(enum ui_request r);
const char *ui_group_title(enum ui_group g); /* translated */

#endif
