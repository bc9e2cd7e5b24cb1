internal import Base

/// How much of the rows goes to validation and test; the rest is for training.
public struct Shares: Sendable, Hashable {
  /// The part for validation, from 0 to 1.
  public let validation: Double
  /// The part for test, from 0 to 1.
  public let test: Double
  /// Another seed is another split.
  public let seed: Int

  /// These shares; nil unless both are at least 0 and not more than 1 together.
  public init?(validation: Double, test: Double, seed: Int) {
    guard validation >= 0, test >= 0, validation + test <= 1 else { return nil }
    self.validation = validation
    self.test = test
    self.seed = seed
  }

  /// Everything for training.
  static let trainOnly = Shares(train: 0)

  private init(train seed: Int) {
    validation = 0
    test = 0
    self.seed = seed
  }

  /// True if every row is for training.
  var areTrainOnly: Bool { validation == 0 && test == 0 }

  /// The side of a row without neighbours whose question has the key `text`.
  ///
  /// The hash is a point between 0 and 1: validation takes the points from the left, test from the
  /// right, so that a larger share of one keeps its rows and moves none of the other's.
  func side(ofKey text: String) -> Side {
    let point = point(ofKey: text)
    if point < validation { return .validation }
    return point >= 1 - test ? .test : .train
  }

  /// The point between 0 and 1 that the hash of seed and key `text` is.
  func point(ofKey text: String) -> Double {
    var digest = SHA256Digest()
    for field in ["split 1", String(seed), text] { digest.update(field: field) }
    let bits = digest.finish().prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    return Double(bits >> 11) * 0x1p-53
  }
}
