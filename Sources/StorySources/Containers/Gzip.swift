// gzip, and the packing of zip: zlib's inflate.
import CZlib

/// Undoes deflate, with the wrapper of gzip around it or bare as in a zip.
final class Inflater: Decompressor {
  enum Wrapper { case gzip, none }

  /// Allocated, since zlib keeps the address.
  private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
  private let wrapper: Wrapper
  private let isReady: Bool
  /// Whether a whole gzip has been read; another may follow it in the same file.
  private var isBetween = false

  init(_ wrapper: Wrapper) {
    self.wrapper = wrapper
    stream.initialize(to: z_stream())
    let result = wrapper == .gzip ? cz_inflate_gzip(stream) : cz_inflate_raw(stream)
    isReady = result == Z_OK
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  func unpack(
    _ packed: UnsafeRawBufferPointer, into room: UnsafeMutableRawBufferPointer
  ) -> UnpackingStep {
    guard isReady else { return .failed(.damaged("zlib does not start")) }
    if isBetween {
      // What follows the last gzip and is none is padding.
      guard packed.first == 0x1F else { return UnpackingStep(isAtEnd: true) }
      isBetween = false
      inflateReset(stream)
    }
    let given = min(packed.count, Int(Int32.max))
    stream.pointee.next_in = UnsafeMutablePointer(
      mutating: packed.baseAddress?.assumingMemoryBound(to: UInt8.self))
    stream.pointee.avail_in = UInt32(given)
    stream.pointee.next_out = room.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = UInt32(clamping: room.count)
    let result = inflate(stream, Z_NO_FLUSH)
    var step = UnpackingStep(
      taken: given - Int(stream.pointee.avail_in),
      made: min(room.count, Int(UInt32.max)) - Int(stream.pointee.avail_out))
    switch result {
    case Z_OK, Z_BUF_ERROR: break
    case Z_STREAM_END:
      isBetween = wrapper == .gzip
      step.isAtEnd = wrapper == .none
    default:
      step.fault = .damaged(stream.pointee.msg.map { String(cString: $0) } ?? "not deflate")
    }
    return step
  }
}

/// The sum that zip checks its files by, carried on over some more bytes.
func addCheckSum(_ sum: UInt32, _ bytes: UnsafeRawBufferPointer) -> UInt32 {
  UInt32(
    truncatingIfNeeded: crc32_z(
      UInt(sum), bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count))
}
