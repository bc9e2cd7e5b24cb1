internal import Dispatch

/// Cuts many texts into tokens on several threads, with the ids that a single ``Vocabulary`` gives
/// when it sees them one by one.
///
/// Each thread takes the next part of the texts and numbers tokens for itself, in the order of their
/// first use. Part by part the new ones are then numbered for all: in the order of first use again.
struct TokenCollector {
  /// The tokens of the texts up to the last ``finish()``.
  private(set) var sequences = TokenSequences()
  /// What numbers them.
  private(set) var vocabulary: Vocabulary

  private let tokenizer: Tokenizer
  private var parts: [Part]
  private var texts: [String] = []
  private var bytes = 0
  /// How many bytes of text are cut at once.
  private let batch: Int

  /// The texts that one thread has, as tokens.
  private struct Part {
    var sequences = TokenSequences()
    var vocabulary = Vocabulary()
    /// The common id of each token.
    var ids: [UInt32] = []

    mutating func take(_ texts: ArraySlice<String>, by tokenizer: Tokenizer) {
      sequences.removeAll()
      for text in texts { sequences.append(text, by: tokenizer, in: &vocabulary) }
    }
  }

  /// Collects tokens whose ids continue `vocabulary`.
  init(
    by tokenizer: Tokenizer, sharing vocabulary: Vocabulary = Vocabulary(),
    threads: Int = Processors.count, batch: Int = 1 << 22
  ) {
    self.tokenizer = tokenizer
    self.vocabulary = vocabulary
    self.batch = batch
    parts = Array(repeating: Part(), count: max(threads, 1))
  }

  /// Adds the tokens of `text`, at the latest when ``finish()`` is called.
  mutating func append(_ text: String) {
    texts.append(text)
    bytes += text.utf8.count
    if bytes >= batch { finish() }
  }

  /// Cuts the texts that still wait.
  mutating func finish() {
    cut()
    for part in parts.indices {
      let known = parts[part].ids.count
      for id in known..<parts[part].vocabulary.count {
        parts[part].ids.append(vocabulary.id(of: UInt32(id), in: parts[part].vocabulary))
      }
      sequences.append(parts[part].sequences, ids: parts[part].ids)
    }
    texts.removeAll(keepingCapacity: true)
    bytes = 0
  }

  private mutating func cut() {
    let (texts, tokenizer) = (texts, tokenizer)
    let size = (texts.count + parts.count - 1) / parts.count
    parts.withUnsafeMutableBufferPointer { parts in
      // Safe, as this waits for all of them, and each has a part of its own.
      nonisolated(unsafe) let parts = parts
      DispatchQueue.concurrentPerform(iterations: parts.count) { number in
        let end = min((number + 1) * size, texts.count)
        parts[number].take(texts[min(number * size, end)..<end], by: tokenizer)
      }
    }
  }
}
