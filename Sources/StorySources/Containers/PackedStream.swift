// The bytes within a container, unpacked a piece at a time.

/// What undoes one way of packing.
protocol Decompressor: AnyObject {
  /// Unpacks some of what is packed into the room there is.
  func unpack(
    _ packed: UnsafeRawBufferPointer, into room: UnsafeMutableRawBufferPointer
  ) -> UnpackingStep
}

/// What one call unpacked.
struct UnpackingStep {
  /// Bytes taken of what is packed, and bytes made of them.
  var taken = 0
  var made = 0
  var isAtEnd = false
  /// Why it does not go on; what was made before is good.
  var fault: SourceError.Trouble?

  static func failed(_ fault: SourceError.Trouble) -> UnpackingStep { UnpackingStep(fault: fault) }
}

/// Why something cannot be unpacked.
struct PackingFault: Error {
  let trouble: SourceError.Trouble

  static func damaged(_ what: String) -> PackingFault {
    PackingFault(trouble: .damaged(what))
  }
}

/// How much has come of one file, over all the containers in one another.
final class UnpackingBudget {
  let limits: Limits
  /// Bytes taken of the file itself, and bytes made by all that unpacks.
  private var taken = 0
  private var made = 0
  /// How many containers are open in one another.
  var depth = 0

  init(_ limits: Limits) {
    self.limits = limits
  }

  /// Bytes that any file may unpack to, however small it is.
  private static let free = 4 * 1_048_576

  /// Whether more came out of the file than its size can account for.
  var isSpent: Bool {
    made > min(limits.story, Self.free) && made / max(limits.unpackRatio, 1) > taken
  }

  func count(taken: Int, made: Int) {
    self.taken += taken
    self.made += made
  }
}

/// A container's bytes, of which a stretch at a time is lent out as an input of its own.
///
/// Whatever goes wrong ends the stretch and is kept as its fault: what came before is read.
final class PackedStream {
  var outer: Input
  private let budget: UnpackingBudget
  /// Whether the container is the file itself, not something that was unpacked from it.
  private let isOutermost: Bool
  private var decompressor: (any Decompressor)?
  /// Packed bytes of the stretch that are still to come; nil where only its end will tell.
  private var remaining: Int?
  private var isAtEnd = true
  private(set) var fault: SourceError.Trouble?
  /// The sum over what has come out of the stretch, and what it must be where that is told.
  private var sum: UInt32 = 0
  private var statedSum: UInt32?

  init(_ outer: consuming Input, _ budget: UnpackingBudget) {
    self.outer = outer
    self.budget = budget
    isOutermost = budget.depth <= 1
  }

  /// Begins a stretch of the container: so many bytes, or until the decompressor finds its end.
  func begin(
    _ length: Int?, with decompressor: (any Decompressor)?, checkSum: UInt32? = nil
  ) {
    (remaining, self.decompressor, statedSum) = (length, decompressor, checkSum)
    isAtEnd = length == 0 && decompressor == nil
    fault = nil
    sum = 0
  }

  /// Unpacks into the room there is; 0 at the end of the stretch or where it is damaged.
  func read(into room: UnsafeMutableRawBufferPointer) -> Int {
    guard !isAtEnd, fault == nil else { return 0 }
    do throws(PackingFault) {
      let made = try decompressor == nil ? copy(into: room) : unpack(into: room)
      if let statedSum {
        sum = addCheckSum(sum, UnsafeRawBufferPointer(rebasing: room[..<made]))
        if isAtEnd && fault == nil && sum != statedSum {
          fault = .damaged("its check sum is wrong")
        }
      }
      return made
    } catch {
      fault = error.trouble
      return 0
    }
  }

  /// Passes over what nobody has read of the stretch, so that the next may begin.
  ///
  /// Where its length is known nothing is unpacked for that.
  func skipRest() throws(PackingFault) {
    if remaining != nil { return try skip(remaining ?? 0) }
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { piece.deallocate() }
    while read(into: piece) > 0 {}
    if let fault { throw PackingFault(trouble: fault) }
  }

  /// Passes over bytes of the container.
  func skip(_ count: Int) throws(PackingFault) {
    remaining = count
    while remaining != 0 {
      guard try fill() else { throw endsTooSoon }
      take(min(outer.count, remaining ?? 0), made: 0)
    }
    isAtEnd = true
  }

  /// Takes so many bytes of the container; fewer where it ends before.
  func takeBytes(_ count: Int) throws(PackingFault) -> [UInt8] {
    let bytes = try peekBytes(count)
    outer.take(bytes.count)
    return bytes
  }

  /// The next bytes of the container, which stay where they are.
  func peekBytes(_ count: Int) throws(PackingFault) -> [UInt8] {
    do throws(SourceError) {
      try outer.read(upTo: count)
    } catch {
      throw PackingFault(trouble: error.trouble)
    }
    return outer.withBytes { Array($0.prefix(count)) }
  }

  /// What ended what is packed here before it was whole.
  var endsTooSoon: PackingFault {
    PackingFault(trouble: outer.fault ?? .damaged("it ends too soon"))
  }

  private func copy(into room: UnsafeMutableRawBufferPointer) throws(PackingFault) -> Int {
    guard try fill() else { throw endsTooSoon }
    let count = min(room.count, outer.count, remaining ?? .max)
    outer.withBytes { bytes in
      room.copyMemory(
        from: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[..<count]))
    }
    take(count, made: 0)
    isAtEnd = remaining == 0
    return count
  }

  private func unpack(into room: UnsafeMutableRawBufferPointer) throws(PackingFault) -> Int {
    guard let decompressor else { return 0 }
    while true {
      let isThereMore = try fill()
      let step = outer.withBytes { bytes in
        let packed = UnsafeRawBufferPointer(bytes)
        let count = min(packed.count, remaining ?? .max)
        return decompressor.unpack(UnsafeRawBufferPointer(rebasing: packed[..<count]), into: room)
      }
      take(step.taken, made: step.made)
      if budget.isSpent { throw PackingFault(trouble: .inflated(budget.limits.unpackRatio)) }
      isAtEnd = step.isAtEnd
      fault = step.fault
      if step.made > 0 || isAtEnd || fault != nil { return step.made }
      if !isThereMore { throw endsTooSoon }
      if step.taken == 0 { throw .damaged("it does not go on") }
    }
  }

  /// Sees that there is a byte of the stretch to take; false at the end.
  private func fill() throws(PackingFault) -> Bool {
    if remaining == 0 { return false }
    do throws(SourceError) {
      if outer.count == 0 { _ = try outer.readMore() }
    } catch {
      throw PackingFault(trouble: error.trouble)
    }
    return outer.count > 0
  }

  private func take(_ count: Int, made: Int) {
    outer.take(count)
    remaining = remaining.map { $0 - count }
    budget.count(taken: isOutermost ? count : 0, made: made)
  }
}
