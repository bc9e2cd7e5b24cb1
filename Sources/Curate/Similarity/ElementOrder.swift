/// The elements of token sequences, numbered and put into one order, rare ones first.
///
/// An element is a token and how often it occurred before in the same sequence: the third `the` of a
/// text is another element than the first. With elements the tokens that two texts share are a plain
/// set intersection. Any fixed order finds all pairs; with rare elements first the index has little to
/// look at.
struct ElementOrder: ~Copyable {
  /// Stands for no element.
  static let none = UInt32.max

  /// For every token id its first occurrence as an element.
  private var firsts = Buffer<UInt32>()
  /// For every element, the element of the token's next occurrence.
  private var successors = Buffer<UInt32>()
  /// For every element its place in the order, which never changes.
  private var ranks = Buffer<UInt32>()
  /// The place of the next new element: before all others.
  private var front: UInt32 = 1 << 31

  /// An order by how many of `sequences` have each element, the fewest first.
  init(of sequences: TokenSequences) {
    var frequencies = Buffer<UInt32>()
    var scratch = Occurrences()
    for index in 0..<sequences.count {
      let tokens = sequences.tokens.span.extracting(sequences.range(of: index))
      scratch.start()
      for position in tokens.indices {
        let element = admit(scratch.last(tokens[position]), tokens[position])
        scratch.note(tokens[position], element)
        frequencies.extend(to: Int(element) + 1, with: 0)
        frequencies[Int(element)] += 1
      }
    }
    rank(by: frequencies)
  }

  /// How many elements there are.
  var count: Int { successors.count }

  /// The place of `element` in the order; a lower one is rarer.
  @inline(__always)
  func rank(_ element: UInt32) -> UInt32 { ranks[Int(element)] }

  /// The element of `token` after `previous`, its element before in this sequence; `none` when no
  /// sequence had it.
  @inline(__always)
  func element(after previous: UInt32?, _ token: UInt32) -> UInt32 {
    if let previous { return previous == Self.none ? Self.none : successors[Int(previous)] }
    return Int(token) < firsts.count ? firsts[Int(token)] : Self.none
  }

  /// As ``element(after:_:)``, but makes a new one the rarest.
  @inline(__always)
  mutating func admit(_ previous: UInt32?, _ token: UInt32) -> UInt32 {
    let known = element(after: previous, token)
    return known == Self.none ? add(after: previous, token) : known
  }

  private mutating func add(after previous: UInt32?, _ token: UInt32) -> UInt32 {
    let element = UInt32(successors.count)
    successors.append(Self.none)
    front -= 1
    ranks.append(front)
    if let previous {
      successors[Int(previous)] = element
    } else {
      firsts.extend(to: Int(token) + 1, with: Self.none)
      firsts[Int(token)] = element
    }
    return element
  }

  /// Ranks all elements by frequency, equal ones by number.
  private mutating func rank(by frequencies: borrowing Buffer<UInt32>) {
    var keys: [UInt64] = []
    keys.reserveCapacity(count)
    for element in 0..<count { keys.append(UInt64(frequencies[element]) << 32 | UInt64(element)) }
    keys.sort()
    front = 1 << 31
    for (place, key) in keys.enumerated() {
      ranks[Int(UInt32(truncatingIfNeeded: key))] = front + UInt32(place)
    }
  }
}

/// Which element each token of one sequence was last: what numbers the occurrences.
struct Occurrences: ~Copyable {
  /// For every token the sequence it was last seen in, and as which element.
  private var seen = Buffer<UInt64>()
  private var sequence: UInt32 = 0

  /// Begins another sequence.
  mutating func start() { sequence += 1 }

  /// The element `token` was last in this sequence; nil the first time.
  @inline(__always)
  func last(_ token: UInt32) -> UInt32? {
    guard Int(token) < seen.count, seen[Int(token)] >> 32 == UInt64(sequence) else { return nil }
    return UInt32(truncatingIfNeeded: seen[Int(token)])
  }

  /// Remembers that `token` is `element` now.
  @inline(__always)
  mutating func note(_ token: UInt32, _ element: UInt32) {
    seen.extend(to: Int(token) + 1, with: 0)
    seen[Int(token)] = UInt64(sequence) << 32 | UInt64(element)
  }
}
