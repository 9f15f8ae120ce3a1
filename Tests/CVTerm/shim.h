/* libvterm and the pseudo-terminal calls that glibc hides from Swift, for tests alone. */
#include <pty.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <termios.h>
#include <unistd.h>
#include <vterm.h>
#include <wchar.h>

extern int wcwidth(wchar_t);
extern int posix_openpt(int), grantpt(int), unlockpt(int), ptsname_r(int, char *, size_t);

/* A descriptor that poll finds readable once the process has ended, or -1. */
static inline int lede_process_descriptor(pid_t process) {
  return (int)syscall(SYS_pidfd_open, process, 0);
}

/* The four sets of modes of a terminal; the type itself belongs to several modules at once. */
static inline int lede_modes(int terminal, unsigned modes[4]) {
  struct termios found;
  if (tcgetattr(terminal, &found)) return -1;
  modes[0] = found.c_iflag;
  modes[1] = found.c_oflag;
  modes[2] = found.c_lflag;
  modes[3] = found.c_cflag;
  return 0;
}
