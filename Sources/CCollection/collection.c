/* Embeds the stories and themes; a test walks both folders and fails when one is missing here. */
#include "CCollection.h"

static const unsigned char stories[] = {
#embed "Stories/welcome.txt"
    , 0,
};

static const unsigned char themes[] = {
#embed "../../themes/terminal.toml"
    , 0,
};

const unsigned char *collection_stories(void) { return stories; }
size_t collection_stories_count(void) { return sizeof stories; }
const unsigned char *collection_themes(void) { return themes; }
size_t collection_themes_count(void) { return sizeof themes; }
