/// A text with what varies between uses of one template masked: synthetic questions often differ in
/// nothing else.
///
/// ```swift
/// Template.masked("Ann has 12 apples. Does Bob have 3?")  // "Ann has # apples. Does @ have #?"
/// ```
public enum Template {
  /// `text` with each number as `#`, each name as `@`, and each run of white space as one space.
  ///
  /// A name is one or more words in a row that begin with a capital letter, unless a sentence begins
  /// with the first of them; `I` is none. Scripts without capitals keep their names.
  public static func masked(_ text: String) -> String {
    var words: [String] = []
    var (startsSentence, followsName) = (true, false)
    for word in text.split(whereSeparator: \.isWhitespace) {
      let core = word.drop { !$0.isLetter && !$0.isNumber }
      let isName = !startsSentence && core.first?.isUppercase == true && !isPronoun(core)
      if !(isName && followsName) {
        words.append(isName ? name(word, core) : numbersMasked(word))
      } else if let last = words.popLast() {
        words.append(last + ending(of: core))
      }
      startsSentence = word.last.map { ".!?:\"”»".contains($0) } ?? false
      followsName = isName && ending(of: core).isEmpty
    }
    return words.joined(separator: " ")
  }

  private static func isPronoun(_ core: Substring) -> Bool {
    core.prefix { $0.isLetter || $0.isNumber } == "I"
  }

  /// The word with its letters and digits as one `@`.
  private static func name(_ word: Substring, _ core: Substring) -> String {
    word[..<core.startIndex] + "@" + ending(of: core)
  }

  /// What follows the last letter or digit of a word.
  private static func ending(of word: Substring) -> Substring {
    let last = word.lastIndex { $0.isLetter || $0.isNumber }
    return last.map { word[word.index(after: $0)...] } ?? word
  }

  /// Each run of digits, with the separators within it, as one `#`.
  private static func numbersMasked(_ word: Substring) -> String {
    var masked = ""
    var separators = ""
    for character in word {
      if character.isNumber {
        if !masked.hasSuffix("#") { masked += separators + "#" }
        separators = ""
      } else if masked.hasSuffix("#"), separators.isEmpty, ".,:/".contains(character) {
        separators.append(character)
      } else {
        masked += separators + String(character)
        separators = ""
      }
    }
    return masked + separators
  }
}
