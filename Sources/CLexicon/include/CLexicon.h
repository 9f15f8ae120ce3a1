/* The word lists of StoryParsing, as bytes inside the binary. */
#include <stddef.h>

const unsigned char *lexicon_countries(void);
size_t lexicon_countries_count(void);
