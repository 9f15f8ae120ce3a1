/* zlib, with the macro that Swift cannot see. */
#include <zlib.h>

/* 16: a gzip wrapper; negative: none, as in zip. */
static inline int cz_inflate_gzip(z_stream *stream) { return inflateInit2(stream, 16 + MAX_WBITS); }
static inline int cz_inflate_raw(z_stream *stream) { return inflateInit2(stream, -MAX_WBITS); }
