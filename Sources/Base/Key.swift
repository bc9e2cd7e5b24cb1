import CCrypto

/// SHA-256 (FIPS 180-4), fed piece by piece.
public struct SHA256Digest: Sendable {
  private var context = SHA256_CTX()

  /// A digest of nothing so far.
  public init() { SHA256_Init(&context) }

  /// Adds `bytes`.
  public mutating func update(_ bytes: some Collection<UInt8>) {
    let added: Void? = bytes.withContiguousStorageIfAvailable {
      _ = SHA256_Update(&context, $0.baseAddress, $0.count)
    }
    if added == nil { update(Array(bytes)) }
  }

  /// Adds a text with its length before it, so that ("ab", "c") and ("a", "bc") differ.
  public mutating func update(field text: String) {
    var text = text
    text.withUTF8 { bytes in
      withUnsafeBytes(of: UInt64(bytes.count).littleEndian) {
        _ = SHA256_Update(&context, $0.baseAddress, 8)
      }
      _ = SHA256_Update(&context, bytes.baseAddress, bytes.count)
    }
  }

  /// The 32 bytes; the digest is not used after this.
  public mutating func finish() -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
      SHA256_Final(buffer.baseAddress, &context)
      count = 32
    }
  }
}

/// The identity of an artifact, a unit or a call: 32 lower-case hexadecimal digits, the first half
/// of a SHA-256.
public struct Key: Sendable, Hashable, CustomStringConvertible {
  /// The 32 digits.
  public let text: String

  /// The key written as `text`, which is known to be one (it comes from the database).
  public init(stored text: String) { self.text = text }

  /// The key of `fields`; each is hashed with its length, so their borders count.
  public init(of fields: [String]) {
    var digest = SHA256Digest()
    for field in fields { digest.update(field: field) }
    self.init(finishing: &digest)
  }

  /// The key of what `digest` was fed.
  public init(finishing digest: inout SHA256Digest) {
    text = hexadecimal(digest.finish().prefix(16))
  }

  /// The 32 digits.
  public var description: String { text }
}

/// `bytes` as lower-case hexadecimal digits.
public func hexadecimal(_ bytes: some Collection<UInt8>) -> String {
  String(unsafeUninitializedCapacity: bytes.count * 2) { text in
    var count = 0
    for byte in bytes {
      text[count] = digit(byte >> 4)
      text[count + 1] = digit(byte & 15)
      count += 2
    }
    return count
  }
}

private func digit(_ value: UInt8) -> UInt8 {
  value + (value < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10)
}
