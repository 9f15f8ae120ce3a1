/* Embeds the word lists: a changed list is rebuilt, and lede stays one file to install. */
#include "CLexicon.h"

#define LIST(name, bytes)                                          \
  const unsigned char *lexicon_##name(void) { return bytes; }      \
  size_t lexicon_##name##_count(void) { return sizeof bytes; }

static const unsigned char countries[] = {
#embed "Lists/countries.tsv"
};
LIST(countries, countries)
