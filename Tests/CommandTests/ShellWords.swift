/// Splits text as a shell would, as far as documentation goes.
enum ShellWords {
  /// The commands in `line`, which pipes, `&&` and `;` part; each without where its output goes, and
  /// without what is said after `#`.
  static func commands(_ line: String) -> [[String]] {
    var commands: [[String]] = [[]]
    for word in words(line) {
      switch word {
      case .text(let text): commands[commands.count - 1].append(text)
      case .mark("|"), .mark("&&"), .mark(";"), .mark("||"): commands.append([])
      case .mark: commands[commands.count - 1].append(">")
      }
    }
    return commands.map { words in
      var kept: [String] = []
      var rest = words[...]
      while let word = rest.popFirst() {
        if word == ">" { _ = rest.popFirst() } else { kept.append(word) }
      }
      // Variables that are set for one command.
      return Array(kept.drop { $0.contains(/^[A-Z_]+=/) })
    }.filter { !$0.isEmpty }
  }

  private enum Word: Equatable {
    case text(String)
    case mark(String)
  }

  private static func words(_ line: String) -> [Word] {
    var words: [Word] = []
    var current: String?
    var quote: Character?
    var rest = line[...]
    func end() {
      if let text = current { words.append(.text(text)) }
      current = nil
    }
    while let character = rest.popFirst() {
      if let open = quote {
        if character == open {
          quote = nil
        } else if character == "\\", open == "\"", let next = rest.popFirst() {
          current?.append(next)
        } else {
          current?.append(character)
        }
        continue
      }
      switch character {
      case "'", "\"": (quote, current) = (character, current ?? "")
      case "\\":
        if let next = rest.popFirst(), !next.isNewline { current = (current ?? "") + String(next) }
      case "#" where current == nil: rest = rest.drop { !$0.isNewline }
      case "|", ";", "&", ">", "<":
        end()
        let more = rest.prefix { $0 == character }
        rest = rest.dropFirst(more.count)
        words.append(.mark(String(character) + more))
      case _ where character.isWhitespace: end()
      default: current = (current ?? "") + String(character)
      }
    }
    end()
    return words
  }
}
