/* liblzma, which decodes xz, with the macros that Swift cannot see. */
#include <lzma.h>

static inline lzma_stream clzma_new_stream(void) {
  lzma_stream stream = LZMA_STREAM_INIT;
  return stream;
}

static inline lzma_ret clzma_open(lzma_stream *stream, uint64_t memory) {
  return lzma_stream_decoder(stream, memory, LZMA_CONCATENATED);
}
