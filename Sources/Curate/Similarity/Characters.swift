/// The characters of a text as ``Tokenizer/unicode`` sees them: folded, composed, with their marks.
struct Characters {
  /// What `body` is told.
  enum Step {
    /// The next character; solo ones are tokens by themselves.
    case character(solo: Bool)
    /// No letter or digit: a token ends here.
    case separator
  }

  private var base: Unicode.Scalar?
  private var marks: [Unicode.Scalar] = []
  private var isSolo = false
  /// The UTF-8 of the character that `body` is being told of.
  private(set) var bytes: [UInt8] = []

  /// Calls `body` for every character of the well-formed UTF-8 in `text`, and for what parts them.
  static func forEach(in text: UnsafeBufferPointer<UInt8>, _ body: (Step, [UInt8]) -> Void) {
    var characters = Characters()
    var decoder = Unicode.UTF8()
    var input = text.makeIterator()
    while case .scalarValue(let scalar) = decoder.decode(&input) {
      characters.take(Folding.fold(scalar), body)
    }
    characters.flush(body)
  }

  private mutating func take(_ scalar: Unicode.Scalar, _ body: (Step, [UInt8]) -> Void) {
    switch CharacterClass(scalar) {
    case .word: start(scalar, solo: false, body)
    case .solo: start(scalar, solo: true, body)
    case .mark: if base != nil { marks.append(scalar) }
    case .ignored: break
    case .separator:
      flush(body)
      body(.separator, [])
    }
  }

  private mutating func start(
    _ scalar: Unicode.Scalar, solo: Bool, _ body: (Step, [UInt8]) -> Void
  ) {
    if solo, marks.isEmpty, let base, let joined = Composition.syllable(base, scalar) {
      self.base = joined
      return
    }
    flush(body)
    base = scalar
    isSolo = solo
  }

  private mutating func flush(_ body: (Step, [UInt8]) -> Void) {
    guard let base else { return }
    bytes.removeAll(keepingCapacity: true)
    if marks.isEmpty {
      bytes.append(contentsOf: UTF8.encode(base) ?? .init())
    } else {
      for scalar in Composition.compose(base, marks) {
        bytes.append(contentsOf: UTF8.encode(scalar) ?? .init())
      }
      marks.removeAll(keepingCapacity: true)
    }
    self.base = nil
    body(.character(solo: isSolo), bytes)
  }
}
