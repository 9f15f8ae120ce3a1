// Which addresses belong to this machine or to the net it stands in.
import Glibc

/// A number of the net, of four or of sixteen bytes.
package struct NetworkNumber: Hashable, Sendable {
  let bytes: [UInt8]

  package init?(_ text: String) {
    var four = in_addr()
    var sixteen = in6_addr()
    if inet_pton(AF_INET, text, &four) == 1 {
      bytes = withUnsafeBytes(of: four) { Array($0) }
    } else if inet_pton(AF_INET6, text, &sixteen) == 1 {
      bytes = withUnsafeBytes(of: sixteen) { Array($0) }
    } else {
      return nil
    }
  }

  /// The number in an address as sockets take it; nil for what is no address of the internet.
  init?(_ address: UnsafePointer<sockaddr>, length: Int) {
    let raw = UnsafeRawPointer(address)
    switch Int32(address.pointee.sa_family) {
    case AF_INET where length >= MemoryLayout<sockaddr_in>.size:
      bytes = withUnsafeBytes(of: raw.loadUnaligned(as: sockaddr_in.self).sin_addr) { Array($0) }
    case AF_INET6 where length >= MemoryLayout<sockaddr_in6>.size:
      bytes = withUnsafeBytes(of: raw.loadUnaligned(as: sockaddr_in6.self).sin6_addr) { Array($0) }
    default: return nil
    }
  }

  /// Whether it is not of the open internet: this machine, its neighbours, or nobody.
  package var isPrivate: Bool {
    if bytes.count == 4 { return isPrivate(four: bytes[...]) }
    // Numbers of four bytes written as sixteen, and those that a gateway makes of them.
    let isMapped = bytes[..<10].allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
    let isGateway = bytes[..<12] == [0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0]
    if isMapped || isGateway { return isPrivate(four: bytes[12...]) }
    switch (bytes[0], bytes[1]) {
    case (0, _): return true
    case (0xFC...0xFD, _), (0xFF, _): return true
    case (0xFE, 0x80...0xFF): return true
    default: return false
    }
  }

  private func isPrivate(four bytes: ArraySlice<UInt8>) -> Bool {
    let parts = Array(bytes)
    switch (parts[0], parts[1]) {
    case (0, _), (10, _), (127, _), (224..., _): return true
    case (100, 64...127), (169, 254), (172, 16...31), (192, 168), (198, 18...19): return true
    case (192, 0): return parts[2] == 0
    default: return false
    }
  }
}
