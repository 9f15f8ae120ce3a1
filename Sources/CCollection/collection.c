/* Embeds the stories, where their quotations are on record, and the themes: one line a file.
   A test walks the folders and fails when a file is missing here. */
#include "CCollection.h"

static const unsigned char stories[] = {
#embed "Stories/welcome.txt" suffix(, 0, )
#embed "Stories/1901-marconi-signal.txt" suffix(, 0, )
#embed "Stories/1903-wright-flight.txt" suffix(, 0, )
#embed "Stories/1905-portsmouth-treaty.txt" suffix(, 0, )
#embed "Stories/1906-san-francisco-earthquake.txt" suffix(, 0, )
#embed "Stories/1912-amundsen-south-pole.txt" suffix(, 0, )
#embed "Stories/1912-titanic-meridian.txt" suffix(, 0, )
#embed "Stories/1912-titanic-harbour.txt" suffix(, 0, )
#embed "Stories/1914-sarajevo.txt" suffix(, 0, )
#embed "Stories/1918-armistice.txt" suffix(, 0, )
#embed "Stories/1920-league-council.txt" suffix(, 0, )
#embed "Stories/1922-tutankhamun-tomb.txt" suffix(, 0, )
#embed "Stories/1929-wall-street-crash.txt" suffix(, 0, )
#embed "Stories/1930-salt-march.txt" suffix(, 0, )
#embed "Stories/1936-owens-berlin.txt" suffix(, 0, )
#embed "Stories/1944-bretton-woods.txt" suffix(, 0, )
#embed "Stories/1945-un-charter.txt" suffix(, 0, )
#embed "Stories/1947-india-pakistan-orient.txt" suffix(, 0, )
#embed "Stories/1948-israel-meridian.txt" suffix(, 0, )
#embed "Stories/1949-peking-orient.txt" suffix(, 0, )
#embed "Stories/1953-everest-scp.txt" suffix(, 0, )
#embed "Stories/1955-bandung-orient.txt" suffix(, 0, )
#embed "Stories/1956-suez-continental.txt" suffix(, 0, )
#embed "Stories/1957-sputnik-meridian.txt" suffix(, 0, )
#embed "Stories/1957-sputnik-continental.txt" suffix(, 0, )
#embed "Stories/1960-congo-continental.txt" suffix(, 0, )
#embed "Stories/1962-cuba-hpa.txt" suffix(, 0, )
#embed "Stories/1967-heart-scp.txt" suffix(, 0, )
#embed "Stories/1969-apollo-hpa.txt" suffix(, 0, )
#embed "Stories/1969-apollo-scp.txt" suffix(, 0, )
#embed "Stories/1971-un-peking-meridian.txt" suffix(, 0, )
#embed "Stories/1973-oil-continental.txt" suffix(, 0, )
#embed "Stories/1974-portugal-hpa.txt" suffix(, 0, )
#embed "Stories/1978-camp-david-meridian.txt" suffix(, 0, )
#embed "Stories/1979-khomeini-orient.txt" suffix(, 0, )
#embed "Stories/1980-smallpox-meridian.txt" suffix(, 0, )
#embed "Stories/1980-gdansk-continental.txt" suffix(, 0, )
#embed "Stories/1984-hongkong-orient.txt" suffix(, 0, )
#embed "Stories/1985-geneva-summit-hpa.txt" suffix(, 0, )
#embed "Stories/1986-chernobyl-continental.txt" suffix(, 0, )
#embed "Stories/1989-berlin-wall-continental.txt" suffix(, 0, )
#embed "Stories/1989-berlin-wall-meridian.txt" suffix(, 0, )
#embed "Stories/1990-mandela-hpa.txt" suffix(, 0, )
#embed "Stories/1990-mandela-scp.txt" suffix(, 0, )
#embed "Stories/1991-gorbachev-meridian.txt" suffix(, 0, )
#embed "Stories/1993-oslo-accords-continental.txt" suffix(, 0, )
#embed "Stories/1997-imf-korea-orient.txt" suffix(, 0, )
#embed "Stories/1998-good-friday-hpa.txt" suffix(, 0, )
#embed "Stories/1999-euro-continental.txt" suffix(, 0, )
#embed "Stories/2000-korea-summit-scp.txt" suffix(, 0, )
#embed "Stories/2004-tsunami-orient.txt" suffix(, 0, )
#embed "Stories/2008-lehman-meridian.txt" suffix(, 0, )
#embed "Stories/2010-chile-miners-scp.txt" suffix(, 0, )
#embed "Stories/2011-tunisia-continental.txt" suffix(, 0, )
#embed "Stories/2016-brexit-hpa.txt" suffix(, 0, )
#embed "Stories/2020-pandemic-meridian.txt" suffix(, 0, )
};

static const unsigned char quotations[] = {
#embed "Stories/QUOTATIONS.tsv"
};

static const unsigned char credits[] = {
#embed "credits.txt"
};

static const unsigned char themes[] = {
#embed "../../themes/terminal.toml" suffix(, 0, )
#embed "../../themes/dusk.toml" suffix(, 0, )
#embed "../../themes/night.toml" suffix(, 0, )
#embed "../../themes/harbour.toml" suffix(, 0, )
#embed "../../themes/paper.toml" suffix(, 0, )
#embed "../../themes/sepia.toml" suffix(, 0, )
#embed "../../themes/fog.toml" suffix(, 0, )
#embed "../../themes/contrast-dark.toml" suffix(, 0, )
#embed "../../themes/contrast-light.toml" suffix(, 0, )
#embed "../../themes/mono.toml" suffix(, 0, )
};

const unsigned char *collection_stories(void) { return stories; }
size_t collection_stories_count(void) { return sizeof stories; }
const unsigned char *collection_quotations(void) { return quotations; }
size_t collection_quotations_count(void) { return sizeof quotations; }
const unsigned char *collection_credits(void) { return credits; }
size_t collection_credits_count(void) { return sizeof credits; }
const unsigned char *collection_themes(void) { return themes; }
size_t collection_themes_count(void) { return sizeof themes; }
