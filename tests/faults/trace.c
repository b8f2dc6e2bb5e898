/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "loss.h"
#include "trace.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>
#include <linux/ptrace.h>

#include "base/base.h"

enum { FDS_MOST = 1024, PATH_MOST = 4096, CALLS_MOST = 128, CHILDREN_MOST = 64 };

/* ---- what is known of a call ---- */

struct call {
	long number;
	unsigned calls;	    /* which class */
	signed char fd, path; /* which argument is what; -1 none */
	signed char flags;  /* open's flags */
};

static const struct call table[] = {
	{SYS_write, TRACE_WRITE, 0, -1, -1},
	{SYS_pwrite64, TRACE_WRITE, 0, -1, -1},
	{SYS_writev, TRACE_WRITE, 0, -1, -1},
	{SYS_pwritev, TRACE_WRITE, 0, -1, -1},
	{SYS_ftruncate, TRACE_WRITE, 0, -1, -1},
	{SYS_fallocate, TRACE_WRITE, 0, -1, -1},
	{SYS_sendfile, TRACE_WRITE, 0, -1, -1},
	{SYS_copy_file_range, TRACE_WRITE, 2, -1, -1},
	{SYS_fsync, TRACE_SYNC, 0, -1, -1},
	{SYS_fdatasync, TRACE_SYNC, 0, -1, -1},
	{SYS_sync_file_range, TRACE_SYNC, 0, -1, -1},
	{SYS_read, TRACE_READ, 0, -1, -1},
	{SYS_pread64, TRACE_READ, 0, -1, -1},
	{SYS_readv, TRACE_READ, 0, -1, -1},
	{SYS_preadv, TRACE_READ, 0, -1, -1},
	{SYS_getdents64, TRACE_READ, 0, -1, -1},
	{SYS_openat, TRACE_OPEN, 0, 1, 2},
	{SYS_mkdirat, TRACE_MAKE, 0, 1, -1},
	{SYS_linkat, TRACE_MAKE, 2, 3, -1},
	{SYS_unlinkat, TRACE_OPEN, 0, 1, -1},
	{SYS_renameat2, TRACE_MAKE, 2, 3, -1},
#ifdef SYS_renameat
	{SYS_renameat, TRACE_MAKE, 2, 3, -1},
#endif
#ifdef SYS_open
	{SYS_open, TRACE_OPEN, -1, 0, 1},
	{SYS_creat, TRACE_OPEN | TRACE_MAKE, -1, 0, -1},
	{SYS_mkdir, TRACE_MAKE, -1, 0, -1},
	{SYS_link, TRACE_MAKE, -1, 1, -1},
	{SYS_unlink, TRACE_OPEN, -1, 0, -1},
	{SYS_rmdir, TRACE_OPEN, -1, 0, -1},
	{SYS_rename, TRACE_MAKE, -1, 1, -1},
#endif
	/* looked at only to know what a descriptor is */
	{SYS_close, 0, 0, -1, -1},
	{SYS_dup, 0, 0, -1, -1},
#ifdef SYS_dup2
	{SYS_dup2, 0, 0, -1, -1},
#endif
	{SYS_dup3, 0, 0, -1, -1},
	{SYS_fcntl, 0, 0, -1, -1},
};
enum { TABLE_COUNT = sizeof table / sizeof *table };

/* ---- one process that is stopped at a call ---- */

struct watch {
	struct trace *t;
	pid_t main;
	pid_t others[CHILDREN_MOST];
	int other_count;
	bool is_counting, is_over;
	bool is_held[FDS_MOST];	 /* descriptors of the main process under root */
	char *paths[FDS_MOST];	 /* TRACE_LOSE: of those */
	struct loss loss;
	const struct call *call; /* of the main process, between its entry and return */
	uint64_t args[6];
	bool is_under_root;
	pid_t kills_at_return;	 /* 0 none */
	pid_t fails_at_return;
};

#if defined(__x86_64__)
/* The call is not made; what it returns is put in its place. */
static bool refuse(pid_t pid, int number)
{
	return ptrace(PTRACE_POKEUSER, pid, offsetof(struct user_regs_struct, orig_rax),
		      -1L) == 0 &&
	       ptrace(PTRACE_POKEUSER, pid, offsetof(struct user_regs_struct, rax),
		      -(long)number) == 0;
}
#elif defined(__aarch64__)
static bool refuse(pid_t pid, int number)
{
	struct user_regs_struct regs;
	struct iovec io = {&regs, sizeof regs};
	int none = -1;
	struct iovec call = {&none, sizeof none};

	if (ptrace(PTRACE_GETREGSET, pid, 1 /* NT_PRSTATUS */, &io) != 0)
		return false;
	regs.regs[0] = (unsigned long)-(long)number;
	return ptrace(PTRACE_SETREGSET, pid, 0x404 /* NT_ARM_SYSTEM_CALL */, &call) == 0 &&
	       ptrace(PTRACE_SETREGSET, pid, 1, &io) == 0;
}
#else
static bool refuse(pid_t pid, int number)
{
	(void)pid;
	(void)number;
	errno = ENOSYS;
	return false;
}
#endif

/* Text in the stopped process; through ptrace, because it may have made itself unreadable. */
static void read_text(pid_t pid, uint64_t at, char *out, size_t room)
{
	size_t n = 0;
	long word = 0;

	while (n + 1 < room) {
		size_t off = (at + n) % sizeof word;
		errno = 0;
		word = ptrace(PTRACE_PEEKDATA, pid, at + n - off, NULL);
		if (errno)
			break;
		for (; off < sizeof word && n + 1 < room; off++) {
			out[n] = ((const char *)&word)[off];
			if (!out[n])
				return;
			n++;
		}
	}
	out[n] = '\0';
}

static bool begins(const char *text, const char *with)
{
	return strncmp(text, with, strlen(with)) == 0;
}

static bool fd_is_held(const struct watch *w, uint64_t fd)
{
	return fd < FDS_MOST && w->is_held[fd];
}

static bool is_under_root(const struct watch *w, pid_t pid, const struct call *call,
			  const uint64_t *args)
{
	char path[PATH_MOST];

	if (call->path < 0)
		return call->fd >= 0 && fd_is_held(w, (uint32_t)args[call->fd]);
	read_text(pid, args[call->path], path, sizeof path);
	if (path[0] == '/')
		return !w->t->root || begins(path, w->t->root);
	return call->fd >= 0 && fd_is_held(w, (uint32_t)args[call->fd]);
}

static const struct call *find_call(uint64_t number)
{
	for (int i = 0; i < TABLE_COUNT; i++)
		if ((uint64_t)table[i].number == number)
			return &table[i];
	return NULL;
}

/* The classes of this very call: an open that makes a file belongs to two. */
static unsigned classes(const struct call *call, const uint64_t *args)
{
	unsigned calls = call->calls;

	if (call->flags >= 0 && (args[call->flags] & O_CREAT))
		calls |= TRACE_MAKE;
	return calls;
}

static bool tells(struct watch *w, pid_t pid, const struct call *call,
		  const uint64_t *args, bool *is_space)
{
	char text[8];

	if (pid != w->main || !call || call->number != SYS_write || args[0] != TRACE_TOLD)
		return false;
	read_text(pid, args[1], text, sizeof text);
	*is_space = begins(text, "space");
	if (w->t->deed == TRACE_LOSE && w->t->is_reached && begins(text, "kept"))
		w->kills_at_return = pid;
	return true;
}

/* The argument as a whole path: a name may stand in an open folder. */
static void read_path(const struct watch *w, pid_t pid, uint64_t folder, uint64_t at,
		      struct str *out)
{
	char name[PATH_MOST];

	read_text(pid, at, name, sizeof name);
	str_reset(out);
	if (name[0] != '/' && folder < FDS_MOST && w->paths[folder])
		str_addf(out, "%s/", w->paths[folder]);
	str_add(out, name);
}

static bool is_rename(const struct call *call)
{
#ifdef SYS_rename
	if (call->number == SYS_rename)
		return true;
#endif
#ifdef SYS_renameat
	if (call->number == SYS_renameat)
		return true;
#endif
	return call->number == SYS_renameat2;
}

/* What is renamed or taken away. */
static void note_names(struct watch *w, pid_t pid, const struct call *call, const uint64_t *args)
{
	bool is_in_folder = call->fd >= 0;
	struct str path = STR_INIT, from = STR_INIT;

	read_path(w, pid, is_in_folder ? args[call->fd] : FDS_MOST, args[call->path], &path);
	if (is_rename(call)) {
		int first = is_in_folder ? 1 : 0;

		read_path(w, pid, is_in_folder ? args[0] : FDS_MOST, args[first], &from);
		loss_rename(&w->loss, from.bytes, path.bytes);
	} else if (call->calls & TRACE_OPEN) {
		loss_unlink(&w->loss, path.bytes);
	}
	str_release(&path);
	str_release(&from);
}

/* What was on the disk before the program writes there. */
static void note_loss(struct watch *w, pid_t pid, const struct call *call, const uint64_t *args)
{
	const char *path = NULL;

	if (call->fd >= 0 && call->path < 0 && args[call->fd] < FDS_MOST)
		path = w->paths[args[call->fd]];
	if (path && call->number == SYS_pwrite64)
		loss_write(&w->loss, path, (int64_t)args[3], (size_t)args[2]);
	else if (path && call->calls == TRACE_SYNC)
		loss_sync(&w->loss, path, w->t->counted == w->t->at);
	if (call->path >= 0 && call->flags < 0)
		note_names(w, pid, call, args);
}

static void kill_all(const struct watch *w)
{
	kill(w->main, SIGKILL);
	for (int i = 0; i < w->other_count; i++)
		kill(w->others[i], SIGKILL);
}

static void go_on(pid_t pid, bool until_return, int sig)
{
	(void)ptrace(until_return ? PTRACE_SYSCALL : PTRACE_CONT, pid, NULL, (long)sig);
}

static void tell_struck(const struct trace *t)
{
	char path[PATH_MOST];

	if (!t->space || t->is_reached)
		return;
	snprintf(path, sizeof path, "%s.struck", t->space);
	int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	if (fd >= 0)
		close(fd);
}

static bool has_begun(const struct trace *t)
{
	char path[PATH_MOST];

	if (!t->space || t->deed != TRACE_FAIL || t->counted > 0)
		return true;
	snprintf(path, sizeof path, "%s.go", t->space);
	return access(path, F_OK) == 0;
}

/* Does what is to be done at this call; true when its return must be seen. */
static bool strike(struct watch *w, pid_t pid)
{
	struct trace *t = w->t;

	if (t->counted < t->at || (t->counted > t->at && !t->is_for_ever) || w->is_over)
		return false;
	if (t->space && access(t->space, F_OK) == 0)
		return false;
	tell_struck(t);
	t->is_reached = true;
	if (t->deed == TRACE_KILL_BEFORE) {
		kill_all(w);
	} else if (t->deed == TRACE_KILL_AFTER) {
		w->kills_at_return = pid;
		return true;
	} else if (!refuse(pid, t->number)) {
		fprintf(stderr, "trace: a call cannot be refused: %s\n", strerror(errno));
		kill_all(w);
	}
	return false;
}

static bool is_counted(const struct watch *w, const struct call *call, const uint64_t *args,
		       bool is_under)
{
	if (w->t->calls & TRACE_ALL)
		return true;
	return call && is_under && (classes(call, args) & w->t->calls);
}

static void on_call(struct watch *w, pid_t pid)
{
	struct ptrace_syscall_info info = {0};
	const struct call *call;
	bool wants_return = false, is_space = false, is_under = false;
	uint64_t args[6] = {0};

	if (ptrace(PTRACE_GET_SYSCALL_INFO, pid, sizeof info, &info) <= 0) {
		go_on(pid, false, 0);
		return;
	}
	for (int i = 0; i < 6; i++)
		args[i] = info.seccomp.args[i];
	call = find_call(info.seccomp.nr);
	if (w->is_counting && !tells(w, pid, call, args, &is_space)) {
		is_under = call && is_under_root(w, pid, call, args);
		if (is_counted(w, call, args, is_under) && has_begun(w->t)) {
			w->t->counted++;
			wants_return = strike(w, pid);
		}
	}
	if (w->t->deed == TRACE_LOSE && is_under && pid == w->main)
		note_loss(w, pid, call, args);
	w->is_over = w->is_over || is_space;
	wants_return = wants_return || w->kills_at_return == pid;
	if (call && pid == w->main && (call->path >= 0 || call->calls == 0)) {
		w->call = call;
		memcpy(w->args, args, sizeof args);
		w->is_under_root = is_under;
		wants_return = true;
	}
	go_on(pid, wants_return, 0);
}

static void hold(struct watch *w, int64_t fd, pid_t pid)
{
	char path[PATH_MOST];

	w->is_held[fd] = w->is_under_root;
	free(w->paths[fd]);
	w->paths[fd] = NULL;
	if (w->t->deed != TRACE_LOSE || !w->is_under_root)
		return;
	read_text(pid, w->args[w->call->path], path, sizeof path);
	w->paths[fd] = mem_text(path);
}

/* After an open, a close or a copy of a descriptor: which ones are under the root now. */
static void follow_descriptors(struct watch *w, pid_t pid, int64_t result)
{
	const struct call *call = w->call;

	if (!call || result < 0)
		return;
	uint32_t fd = (uint32_t)w->args[0];
	if (call->calls & TRACE_OPEN) {
		if (result < FDS_MOST && (call->flags >= 0 || (call->calls & TRACE_MAKE)))
			hold(w, result, pid);
	} else if (call->number == SYS_close) {
		if (fd < FDS_MOST)
			w->is_held[fd] = false;
	} else if (call->calls == 0 && result < FDS_MOST &&
		   (call->number != SYS_fcntl || w->args[1] == F_DUPFD ||
		    w->args[1] == F_DUPFD_CLOEXEC)) {
		w->is_held[result] = fd_is_held(w, fd);
	}
}

static void on_return(struct watch *w, pid_t pid)
{
	struct ptrace_syscall_info info = {0};

	if (w->kills_at_return == pid) {
		kill_all(w);
		return;
	}
	if (pid == w->main && ptrace(PTRACE_GET_SYSCALL_INFO, pid, sizeof info, &info) > 0 &&
	    info.op == PTRACE_SYSCALL_INFO_EXIT) {
		follow_descriptors(w, pid, info.exit.rval);
		w->call = NULL;
	}
	go_on(pid, false, 0);
}

static bool is_stop_signal(int sig)
{
	return sig == SIGSTOP || sig == SIGTSTP || sig == SIGTTIN || sig == SIGTTOU;
}

static void on_stop(struct watch *w, pid_t pid, int status)
{
	int sig = WSTOPSIG(status), event = status >> 16;
	bool is_new = pid != w->main;

	for (int i = 0; i < w->other_count; i++)
		is_new = is_new && w->others[i] != pid;
	if (is_new && w->other_count < CHILDREN_MOST)
		w->others[w->other_count++] = pid;
	if (event == PTRACE_EVENT_SECCOMP) {
		on_call(w, pid);
	} else if (sig == (SIGTRAP | 0x80)) {
		on_return(w, pid);
	} else if (event == PTRACE_EVENT_EXEC) {
		w->is_counting = true;
		go_on(pid, false, 0);
	} else if (event == PTRACE_EVENT_STOP && is_stop_signal(sig) && !is_new) {
		(void)ptrace(PTRACE_LISTEN, pid, NULL, NULL);
	} else {
		go_on(pid, false, event ? 0 : sig);
	}
}

/* ---- the filter that stops it at these calls ---- */

/* Calls that only ask: a kill there is the same as one at the call after it. */
static const long asking[] = {
	SYS_newfstatat, SYS_fstat, SYS_getrandom,
#ifdef SYS_stat
	SYS_stat, SYS_lstat,
#endif
};
enum { ASKING_COUNT = sizeof asking / sizeof *asking };

static bool install_filter(unsigned calls)
{
	struct sock_filter code[CALLS_MOST + 4];
	unsigned short n = 0;

	code[n++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
						 offsetof(struct seccomp_data, nr));
	for (int i = 0; i < ASKING_COUNT && (calls & TRACE_ALL); i++) {
		unsigned char to_allow = (unsigned char)(ASKING_COUNT - i);
		code[n++] = (struct sock_filter)BPF_JUMP(
			BPF_JMP | BPF_JEQ | BPF_K, (unsigned)asking[i], to_allow, 0);
	}
	for (int i = 0; i < TABLE_COUNT && !(calls & TRACE_ALL); i++) {
		unsigned char to_trace = (unsigned char)(TABLE_COUNT - i);
		code[n++] = (struct sock_filter)BPF_JUMP(
			BPF_JMP | BPF_JEQ | BPF_K, (unsigned)table[i].number, to_trace, 0);
	}
	if (!(calls & TRACE_ALL))
		code[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
	code[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRACE);
	if (calls & TRACE_ALL)
		code[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
	struct sock_fprog program = {n, code};

	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
	       prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

__attribute__((noreturn)) static void become(const struct trace *t, int ready,
					     char *const argv[], char *const env[])
{
	char go;

	if (read(ready, &go, 1) == 1 && close(ready) == 0 && install_filter(t->calls))
		execvpe(argv[0], argv, env);
	fprintf(stderr, "trace: %s: %s\n", argv[0], strerror(errno));
	_exit(126);
}

enum {
	OPTIONS = PTRACE_O_TRACESECCOMP | PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACEEXEC |
		  PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK | PTRACE_O_TRACECLONE |
		  PTRACE_O_EXITKILL
};

static volatile sig_atomic_t alarm_rang;

static void on_alarm(int sig)
{
	(void)sig;
	alarm_rang = 1;
}

static void set_deadline(int seconds)
{
	struct sigaction action = {.sa_handler = on_alarm}; /* without SA_RESTART */

	alarm_rang = 0;
	sigaction(SIGALRM, &action, NULL);
	alarm((unsigned)seconds);
}

/* Until the main process has ended and all that it started. */
static void watch(struct watch *w)
{
	int status;
	pid_t pid;

	for (;;) {
		pid = waitpid(-1, &status, __WALL);
		if (pid < 0 && errno == EINTR && alarm_rang) {
			w->t->has_hung = true;
			kill_all(w);
			alarm_rang = 0;
			continue;
		}
		if (pid < 0 && errno == EINTR)
			continue;
		if (pid < 0)
			break;
		if (WIFSTOPPED(status))
			on_stop(w, pid, status);
		else if (pid == w->main)
			w->t->status = status;
	}
	alarm(0);
}

static bool attach(struct watch *w, int ready)
{
	return ptrace(PTRACE_SEIZE, w->main, NULL, (long)OPTIONS) == 0 &&
	       write(ready, "g", 1) == 1;
}

bool trace_run(struct trace *t, char *const argv[], char *const env[])
{
	struct watch *w = mem_new(sizeof *w);
	int ready[2];
	bool good;

	t->counted = 0;
	t->is_reached = t->has_hung = false;
	w->t = t;
	if (pipe2(ready, O_CLOEXEC) != 0)
		return false;
	w->main = fork();
	if (w->main == 0)
		become(t, ready[0], argv, env);
	close(ready[0]);
	if (t->deadline_s)
		set_deadline(t->deadline_s);
	good = w->main > 0 && attach(w, ready[1]);
	close(ready[1]);
	if (!good && w->main > 0)
		kill(w->main, SIGKILL);
	if (w->main > 0)
		watch(w);
	loss_put_back(&w->loss);
	for (int i = 0; i < FDS_MOST; i++)
		free(w->paths[i]);
	free(w);
	return good;
}

/* A process that nobody waits for watches the caller; it holds none of its descriptors. */
static void watch_from_outside(struct watch *w, int ready)
{
	if (fork() != 0)
		_exit(0);
	bool good = attach(w, ready);
	(void)close_range(0, ~0U, 0);
	if (good)
		watch(w);
	_exit(0);
}

void trace_become(struct trace *t, char *const argv[], char *const env[])
{
	struct watch w = {.t = t, .main = getpid()};
	int ready[2];

	if (pipe2(ready, O_CLOEXEC) != 0)
		return;
	(void)prctl(PR_SET_PTRACER, PR_SET_PTRACER_ANY, 0, 0, 0);
	pid_t between = fork();
	if (between == 0) {
		close(ready[0]);
		watch_from_outside(&w, ready[1]);
	}
	close(ready[1]);
	if (between > 0 && waitpid(between, NULL, 0) == between)
		become(t, ready[0], argv, env);
}
