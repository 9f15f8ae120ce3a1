/* libvterm and the pseudo-terminal calls that glibc hides from Swift, for tests alone. */
#include <pty.h>
#include <sys/ioctl.h>
#include <vterm.h>
#include <wchar.h>

extern int wcwidth(wchar_t);
extern int posix_openpt(int), grantpt(int), unlockpt(int), ptsname_r(int, char *, size_t);
