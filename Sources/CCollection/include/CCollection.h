/* The stories and themes that come with lede, as bytes inside the binary.
   Stories and themes are rows of files, a NUL byte after each. */
#include <stddef.h>

const unsigned char *collection_stories(void);
size_t collection_stories_count(void);
/* Where each direct quotation of a real person is on record, tab-separated. */
const unsigned char *collection_quotations(void);
size_t collection_quotations_count(void);
/* Whose work is in lede. */
const unsigned char *collection_credits(void);
size_t collection_credits_count(void);
const unsigned char *collection_themes(void);
size_t collection_themes_count(void);
