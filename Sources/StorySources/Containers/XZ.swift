// xz, by liblzma.
import CLzma

/// Undoes xz; what a file asks for beyond the memory it may have is refused before it is taken.
final class XZDecoder: Decompressor {
  private var stream = clzma_new_stream()
  private let isReady: Bool
  private let memory: Int

  init(memory: Int) {
    self.memory = memory
    // The dictionary is the most of it; the decoder itself takes a little beside.
    let allowed = UInt64(memory) + 8 * 1_048_576
    isReady = clzma_open(&stream, allowed) == LZMA_OK
  }

  deinit { lzma_end(&stream) }

  func unpack(
    _ packed: UnsafeRawBufferPointer, into room: UnsafeMutableRawBufferPointer
  ) -> UnpackingStep {
    guard isReady else { return .failed(.damaged("liblzma does not start")) }
    stream.next_in = packed.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.avail_in = packed.count
    stream.next_out = room.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.avail_out = room.count
    // Only at the end of the file is it known that no other xz follows.
    let result = lzma_code(&stream, packed.isEmpty ? LZMA_FINISH : LZMA_RUN)
    var step = UnpackingStep(
      taken: packed.count - stream.avail_in, made: room.count - stream.avail_out)
    switch result {
    // Without more to come and with nothing made, the buffers are what is at fault.
    case LZMA_OK, LZMA_BUF_ERROR: break
    case LZMA_STREAM_END: step.isAtEnd = true
    // What follows the last xz and is none is padding.
    case LZMA_FORMAT_ERROR: step.isAtEnd = true
    case LZMA_MEMLIMIT_ERROR:
      step.fault = .hungry(needs: Int(clamping: lzma_memusage(&stream)), may: memory)
    default: step.fault = .damaged("the packed data is wrong")
    }
    return step
  }
}
