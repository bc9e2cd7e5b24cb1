/// The beginning of a text, as a query gives it.
///
/// SQLite's `substr` ends a text at U+0000, so bytes are cut and not characters: four for each is enough.
enum TextBeginning {
  /// SQL for enough of `column` to hold `count` characters.
  static func column(_ column: String, _ count: Int) -> String {
    "CAST(substr(CAST(\(column) AS BLOB), 1, \(4 * count)) AS TEXT)"
  }

  /// At most `count` characters (code points) of what ``column(_:_:)`` gave.
  static func read(_ text: String, _ count: Int) -> String {
    String(text.unicodeScalars.prefix(count))
  }
}
