// zstd.
import CZstd

/// Undoes zstd; what a file asks for beyond the memory it may have is refused before it is taken.
final class ZstandardDecoder: Decompressor {
  private let context = ZSTD_createDCtx()
  private let memory: Int
  private var isBetween = false

  init(memory: Int) {
    self.memory = memory
    let bits = Int.bitWidth - 1 - max(memory, 1 << 10).leadingZeroBitCount
    ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, Int32(min(bits, 31)))
  }

  deinit { ZSTD_freeDCtx(context) }

  func unpack(
    _ packed: UnsafeRawBufferPointer, into room: UnsafeMutableRawBufferPointer
  ) -> UnpackingStep {
    // Frames may follow one another; the end of the file ends the last.
    if packed.isEmpty && isBetween { return UnpackingStep(isAtEnd: true) }
    var input = ZSTD_inBuffer(src: packed.baseAddress, size: packed.count, pos: 0)
    var output = ZSTD_outBuffer(dst: room.baseAddress, size: room.count, pos: 0)
    let result = ZSTD_decompressStream(context, &output, &input)
    var step = UnpackingStep(taken: input.pos, made: output.pos)
    switch ZSTD_isError(result) == 0 ? ZSTD_error_no_error : ZSTD_getErrorCode(result) {
    case ZSTD_error_no_error: isBetween = result == 0
    // What follows the last frame and is none is padding.
    case ZSTD_error_prefix_unknown where isBetween: step.isAtEnd = true
    case ZSTD_error_frameParameter_windowTooLarge: step.fault = .hungry(needs: nil, may: memory)
    default: step.fault = .damaged(String(cString: ZSTD_getErrorName(result)).lowercased())
    }
    return step
  }
}
