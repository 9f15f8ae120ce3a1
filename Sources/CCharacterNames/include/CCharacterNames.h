/* The names that HTML gives characters, as bytes inside the binary. */
#include <stddef.h>

/* One a line, in the order of their bytes: the name, ";" included where it is needed, then the
   code points in hexadecimal digits. */
const unsigned char *character_names(void);
size_t character_names_count(void);
