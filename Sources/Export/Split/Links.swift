internal import Base

/// What ties rows together besides similar questions: for every row the groups it is in.
struct Links: Sendable {
  /// How many groups there are.
  var groupCount: Int { numbers.count }
  private var numbers: [Name: UInt32] = [:]
  private var groups: [UInt32] = []
  private var ends: [Int] = []

  /// What identifies a group: half a SHA-256 of its kind and its values.
  struct Name: Hashable {
    private let high: UInt64
    private let low: UInt64

    /// The group of a `kind` in which all `values` are the same.
    init(_ kind: String, _ values: String...) {
      var digest = SHA256Digest()
      digest.update(field: kind)
      for value in values { digest.update(field: value) }
      let bytes = digest.finish()
      high = bytes[0..<8].reduce(0) { $0 << 8 | UInt64($1) }
      low = bytes[8..<16].reduce(0) { $0 << 8 | UInt64($1) }
    }
  }

  /// Adds a row that is in the groups called `names`.
  mutating func append(_ names: [Name]) {
    for name in names {
      let new = UInt32(numbers.count)
      let number = numbers[name] ?? new
      if number == new { numbers[name] = new }
      groups.append(number)
    }
    ends.append(groups.count)
  }

  /// The numbers of the groups that the row at `index` is in.
  subscript(index: Int) -> ArraySlice<UInt32> {
    groups[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
  }
}
