/* The stories and themes that come with lede, as bytes inside the binary.
   Each is a row of files, a NUL byte after each. */
#include <stddef.h>

const unsigned char *collection_stories(void);
size_t collection_stories_count(void);
const unsigned char *collection_themes(void);
size_t collection_themes_count(void);
