/* Embeds the table of the HTML standard, section “Named character references”. */
#include "CCharacterNames.h"

static const unsigned char names[] = {
#embed "names.txt"
};

const unsigned char *character_names(void) { return names; }
size_t character_names_count(void) { return sizeof names; }
