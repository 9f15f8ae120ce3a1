/* The pseudo-terminal calls that glibc hides from Swift. */
#include <stddef.h>

extern int posix_openpt(int flags);
extern int grantpt(int terminal);
extern int unlockpt(int terminal);
extern int ptsname_r(int terminal, char *name, size_t count);
