/* Signals that wake the main loop, and a terminal left as it was found after a crash. */
#define _GNU_SOURCE
#include "CSignals.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <unistd.h>

int lede_bell_make(void) { return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC); }

void lede_bell_ring(int bell) {
  uint64_t one = 1;
  (void)!write(bell, &one, sizeof one);
}

void lede_bell_silence(int bell) {
  uint64_t count;
  (void)!read(bell, &count, sizeof count);
}

void lede_heap_share(void) {
  mallopt(M_ARENA_MAX, 1);
  mallopt(M_TOP_PAD, 1 << 20);
}

void lede_streams_hold(void) {
  for (int stream = 0; stream < 3; stream++)
    if (fcntl(stream, F_GETFD) < 0 && errno == EBADF) (void)!open("/dev/null", O_RDWR);
}

int lede_memory_file(const char *name) { return memfd_create(name, MFD_CLOEXEC); }

/* ---- the terminal, for handlers */

static struct {
  atomic_bool taken;
  int output, log, errors;
  struct termios found;
  char reset[1024];
  size_t length;
} terminal = {.log = -1};

void lede_terminal_taken(
    int output, const struct termios *found, const char *reset, size_t length, int log,
    int errors) {
  terminal.output = output;
  terminal.found = *found;
  terminal.length = length < sizeof terminal.reset ? length : sizeof terminal.reset;
  memcpy(terminal.reset, reset, terminal.length);
  terminal.log = log;
  terminal.errors = errors;
  atomic_store(&terminal.taken, true);
}

void lede_terminal_given_back(void) { atomic_store(&terminal.taken, false); }

/* Puts the terminal back once; one that no longer reads loses what it has not read. */
static bool put_back(bool is_stuck) {
  if (!atomic_exchange(&terminal.taken, false)) return false;
  if (is_stuck) {
    tcflush(terminal.output, TCOFLUSH);
    (void)!write(terminal.output, "\030", 1); /* CAN ends a sequence that was cut */
  }
  (void)!write(terminal.output, terminal.reset, terminal.length);
  tcsetattr(terminal.output, TCSANOW, &terminal.found);
  return true;
}

void lede_terminal_put_back(void) { put_back(false); }

void lede_log_replay(int log, int to) {
  char piece[4096];
  ssize_t count;
  off_t place = 0;
  while (place < 65536 && (count = pread(log, piece, sizeof piece, place)) > 0) {
    for (ssize_t i = 0; i < count; i++)
      if ((piece[i] < ' ' && piece[i] != '\n' && piece[i] != '\t') || piece[i] > '~')
        piece[i] = '?';
    for (ssize_t sent = 0, step; sent < count; sent += step) {
      struct pollfd room = {.fd = to, .events = POLLOUT};
      if (poll(&room, 1, 100) < 1) return;
      if ((step = write(to, piece + sent, (size_t)(count - sent))) < 0) return;
    }
    place += count;
  }
  if (ftruncate(log, 0) == 0) lseek(log, 0, SEEK_SET);
}

/* ---- crashes */

static const int crashes[] = {SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGSEGV, SIGFPE};
static struct sigaction before[NSIG];

static bool wants_backtrace;

/* The fault repeats after this and then ends the process at once, on a good screen. Swift's own
   backtrace would take seconds and then wait for a key: it is for those who ask for it. */
static void on_crash(int signal, siginfo_t *cause, void *context) {
  (void)context;
  int errors = terminal.errors;
  if (put_back(false)) {
    if (terminal.log >= 0) {
      dup2(errors, STDERR_FILENO);
      lede_log_replay(terminal.log, STDERR_FILENO);
    }
    static const char words[] = "lede: ended by a fault of its own; please report it\n";
    (void)!write(STDERR_FILENO, words, sizeof words - 1);
  }
  struct sigaction end = {.sa_handler = SIG_DFL};
  sigaction(signal, wants_backtrace ? &before[signal] : &end, NULL);
  if (cause->si_code <= 0) raise(signal); /* sent, not a fault: it would not repeat */
}

static void watch_crashes(void) {
  wants_backtrace = getenv("SWIFT_BACKTRACE") != NULL;
  static char stack[32768]; /* a stack that overflowed cannot carry the handler */
  stack_t present, own = {.ss_sp = stack, .ss_size = sizeof stack};
  if (sigaltstack(NULL, &present) == 0 && (present.ss_flags & SS_DISABLE)) sigaltstack(&own, NULL);
  struct sigaction act = {.sa_sigaction = on_crash, .sa_flags = SA_SIGINFO | SA_ONSTACK};
  sigemptyset(&act.sa_mask);
  for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++)
    sigaction(crashes[i], &act, &before[crashes[i]]);
}

/* ---- a terminal's life */

static const struct { int signal; unsigned bit; } watched[] = {
  {SIGWINCH, LEDE_RESIZED},    {SIGTERM, LEDE_TERMINATED}, {SIGQUIT, LEDE_TERMINATED},
  {SIGHUP, LEDE_HUNG_UP},      {SIGTSTP, LEDE_STOPPED},    {SIGCONT, LEDE_CONTINUED},
  {SIGINT, LEDE_INTERRUPTED},
};
enum { watched_count = sizeof watched / sizeof *watched };
static atomic_uint arrived;
static atomic_int bell = -1;
static bool never_stops;
static atomic_bool lent;

static void on_deadline(int signal) {
  (void)signal;
  put_back(true);
  _exit(128 + SIGTERM);
}

static void set_deadline(void) {
  const struct itimerval soon = {.it_value = {.tv_usec = 800000}};
  setitimer(ITIMER_REAL, &soon, NULL);
}

static void on_signal(int signal) {
  int error = errno;
  if (atomic_load(&lent) && (signal == SIGINT || signal == SIGQUIT)) return;
  unsigned bit = 0;
  for (size_t i = 0; i < watched_count; i++)
    if (watched[i].signal == signal) bit = watched[i].bit;
  if (bit & (LEDE_TERMINATED | LEDE_HUNG_UP)) set_deadline();
  atomic_fetch_or(&arrived, bit);
  lede_bell_ring(atomic_load(&bell));
  errno = error;
}

unsigned lede_signals_take(void) { return atomic_exchange(&arrived, 0); }

static bool is_ignored(int signal) {
  struct sigaction present;
  return sigaction(signal, NULL, &present) == 0 && present.sa_handler == SIG_IGN;
}

void lede_signals_ignore(void) {
  struct sigaction act = {.sa_handler = SIG_IGN};
  sigaction(SIGPIPE, &act, NULL);
  sigaction(SIGXFSZ, &act, NULL);
}

void lede_signals_watch(int bell_of_loop) {
  atomic_store(&bell, bell_of_loop);
  never_stops = is_ignored(SIGTSTP);
  lede_signals_ignore();
  watch_crashes();
  struct sigaction act = {.sa_handler = on_deadline};
  sigset_t ours;
  sigemptyset(&ours);
  sigaddset(&ours, SIGALRM);
  sigaction(SIGALRM, &act, NULL);
  act.sa_handler = on_signal;
  for (size_t i = 0; i < watched_count; i++) {
    sigaddset(&ours, watched[i].signal);
    /* nohup, and a shell without job control, ask for these to be left alone */
    bool stays = watched[i].signal == SIGHUP || watched[i].signal == SIGTSTP;
    if (!(stays && is_ignored(watched[i].signal))) sigaction(watched[i].signal, &act, NULL);
  }
  sigprocmask(SIG_UNBLOCK, &ours, NULL);
}

void lede_signals_lend(bool is_lent) {
  atomic_store(&lent, is_lent);
  struct sigaction act = {.sa_handler = is_lent ? SIG_DFL : on_signal};
  if (!never_stops) sigaction(SIGTSTP, &act, NULL);
}

void lede_stop(void) {
  if (never_stops) return;
  struct sigaction ours, act = {.sa_handler = SIG_IGN};
  sigaction(SIGTSTP, &act, &ours);
  kill(0, SIGTSTP); /* the others of the group: make, a pipe's other end */
  act.sa_handler = SIG_DFL;
  sigaction(SIGTSTP, &act, NULL);
  raise(SIGTSTP); /* this thread's own signal, so that nothing runs before the stop */
  sigaction(SIGTSTP, &ours, NULL);
}
