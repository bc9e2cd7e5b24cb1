public import Formats

/// How many tokens a row has for a model, roughly, without its tokenizer.
///
/// Four ASCII characters count as one token and every other code point as one, plus 3 for each
/// message and 3 for the row, as OpenAI's cookbook counts a chat's own tokens.
///
/// Measured over public questions (`Benchmarks/tokens.py`): it is 3 to 25 % more than o200k_base
/// counts in English, Japanese, Korean and Chinese; against the older cl100k_base it is 2 to 23 % high
/// in English, and 12 to 23 % low in the other three. Meant for limits, not for bills.
public enum TokenEstimate {
  /// What the manifest says of it.
  public static let method =
    "ASCII characters / 4 + other code points + 3 a message + 3 a row (estimate)"

  /// The tokens of one text.
  public static func tokens(in text: String) -> Int {
    var (ascii, others) = (0, 0)
    for byte in text.utf8 {
      if byte < 0x80 { ascii += 1 } else if byte >= 0xC0 { others += 1 }
    }
    return (ascii + 3) / 4 + others
  }

  /// The tokens of a whole row.
  public static func tokens(in row: TrainingRow) -> Int {
    row.texts.reduce(3) { $0 + 3 + tokens(in: $1) }
  }
}
