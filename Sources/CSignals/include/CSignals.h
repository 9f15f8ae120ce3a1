/* Signals that wake the main loop, and a terminal left as it was found after a crash. */
#ifndef LEDE_CSIGNALS_H
#define LEDE_CSIGNALS_H
#include <stdbool.h>
#include <stddef.h>
#include <termios.h>

/* What has arrived, as bits of lede_signals_take. */
enum {
  LEDE_RESIZED = 1,
  LEDE_TERMINATED = 2,
  LEDE_HUNG_UP = 4,
  LEDE_STOPPED = 8,
  LEDE_CONTINUED = 16,
  LEDE_INTERRUPTED = 32,
};

/* An eventfd for poll, or -1; any thread may ring it. */
int lede_bell_make(void);
void lede_bell_ring(int bell);
void lede_bell_silence(int bell);

/* One heap for all threads, grown by large steps. */
void lede_heap_share(void);
/* Opens /dev/null in place of a standard stream that was closed, so that no file takes its number. */
void lede_streams_hold(void);
/* A reader that went away and a full quota are errors of a write, not deaths. */
void lede_signals_ignore(void);
/* Lets the signals of a terminal's life set a bit and ring the bell.
   After SIGTERM or SIGHUP the process is gone within a second, whatever it hangs on. */
void lede_signals_watch(int bell);
/* The bits that have arrived since the last call. */
unsigned lede_signals_take(void);
/* While the terminal is lent to another program, what its keys send is not for us; ^Z stops both. */
void lede_signals_lend(bool is_lent);
/* Stops the process as ^Z would; returns when it is continued. */
void lede_stop(void);

/* From now on a crash first puts the terminal back: modes, and the bytes of reset.
   log, unless -1, stands in for standard error, whose own number is kept in errors. */
void lede_terminal_taken(
    int output, const struct termios *found, const char *reset, size_t length, int log, int errors);
void lede_terminal_given_back(void);
/* Does by itself what a crash would do, unless the terminal was given back. */
void lede_terminal_put_back(void);
/* Writes what was caught in log, controls and all that is not ASCII replaced, and empties it. */
void lede_log_replay(int log, int to);
/* A file in memory, or -1. */
int lede_memory_file(const char *name);
#endif
