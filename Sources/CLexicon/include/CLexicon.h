/* The word lists of StoryParsing, as bytes inside the binary. */
#include <stddef.h>

const unsigned char *lexicon_countries(void);
size_t lexicon_countries_count(void);
const unsigned char *lexicon_people(void);
size_t lexicon_people_count(void);
const unsigned char *lexicon_organisations(void);
size_t lexicon_organisations_count(void);
const unsigned char *lexicon_places(void);
size_t lexicon_places_count(void);
const unsigned char *lexicon_words(void);
size_t lexicon_words_count(void);
const unsigned char *lexicon_common_words(void);
size_t lexicon_common_words_count(void);
const unsigned char *lexicon_forenames(void);
size_t lexicon_forenames_count(void);
const unsigned char *lexicon_surnames(void);
size_t lexicon_surnames_count(void);
const unsigned char *lexicon_clusters(void);
size_t lexicon_clusters_count(void);
const unsigned char *lexicon_tagger(void);
size_t lexicon_tagger_count(void);
