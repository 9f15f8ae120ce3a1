/* Embeds the word lists: a changed list is rebuilt, and lede stays one file to install. */
#include "CLexicon.h"

#define LIST(name)                                                 \
  const unsigned char *lexicon_##name(void) { return name; }       \
  size_t lexicon_##name##_count(void) { return sizeof name; }

static const unsigned char countries[] = {
#embed "Lists/countries.tsv"
};
LIST(countries)

static const unsigned char people[] = {
#embed "Lists/people.tsv"
};
LIST(people)

static const unsigned char organisations[] = {
#embed "Lists/organisations.tsv"
};
LIST(organisations)

static const unsigned char places[] = {
#embed "Lists/places.tsv"
};
LIST(places)

static const unsigned char words[] = {
#embed "Lists/words.txt"
};
LIST(words)

static const unsigned char common_words[] = {
#embed "Lists/common-words.txt"
};
LIST(common_words)

static const unsigned char forenames[] = {
#embed "Lists/forenames.txt"
};
LIST(forenames)

static const unsigned char surnames[] = {
#embed "Lists/surnames.txt"
};
LIST(surnames)

static const unsigned char clusters[] = {
#embed "Lists/clusters.bin"
};
LIST(clusters)

static const unsigned char tagger[] = {
#embed "Lists/tagger.bin"
    /* Rows are read 16 bytes at a time, past the end of the last. */
    , 0, 0, 0, 0
};
LIST(tagger)
