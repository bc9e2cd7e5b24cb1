/// Many token sequences in one piece of memory.
public struct TokenSequences: Sendable {
  /// The token ids of all sequences, one after the other.
  public private(set) var tokens: [UInt32] = []
  /// Where each sequence ends in `tokens`.
  private var ends: [Int] = []

  /// No sequences.
  public init() {}

  /// How many sequences there are.
  public var count: Int { ends.count }

  /// Where the sequence at `index` lies in ``tokens``.
  public func range(of index: Int) -> Range<Int> { start(of: index)..<ends[index] }

  /// Where the sequence at `index` begins in ``tokens``; for ``count`` their end.
  func start(of index: Int) -> Int { index == 0 ? 0 : ends[index - 1] }

  /// The token ids of the sequence at `index`.
  public subscript(index: Int) -> ArraySlice<UInt32> { tokens[range(of: index)] }

  /// Adds a sequence of ids.
  public mutating func append(_ sequence: some Sequence<UInt32>) {
    tokens.append(contentsOf: sequence)
    ends.append(tokens.count)
  }

  /// Adds all sequences of `other`, whose token `id` is `ids[id]` here.
  mutating func append(_ other: TokenSequences, ids: [UInt32]) {
    let start = tokens.count
    for token in other.tokens { tokens.append(ids[Int(token)]) }
    for end in other.ends { ends.append(start + end) }
  }

  /// Forgets the sequences and keeps the room.
  mutating func removeAll() {
    tokens.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }

  /// Adds the tokens of `text`, whose ids `vocabulary` gives.
  public mutating func append(
    _ text: String, by tokenizer: Tokenizer, in vocabulary: inout Vocabulary
  ) {
    tokenizer.forEachToken(in: text) { tokens.append(vocabulary.id(of: $0)) }
    ends.append(tokens.count)
  }
}
