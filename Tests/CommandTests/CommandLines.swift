/// The command lines in a page of Markdown.
enum CommandLines {
  /// Lines of code that begin with `seedbed` or `$ seedbed`, and code within text that does.
  ///
  /// A line goes on after a backslash, and where a quote is open. What is only hinted at with `…` or
  /// `COMMAND` is left out.
  static func inCode(of page: String) -> [String] {
    var lines: [String] = []
    var isFenced = false
    var open = ""
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        (isFenced, open) = (!isFenced, "")
        continue
      }
      guard isFenced || line.hasPrefix("    ") else {
        lines += line.matches(of: #/`(seedbed [^`]+)`/#).map { String($0.1) }
        continue
      }
      open += line.trimmingPrefix { $0 == " " }.trimmingPrefix("$ ")
      if open.hasSuffix("\\") {
        open.removeLast()
      } else if open.hasPrefix("seedbed "), !open.count(where: { $0 == "\"" }).isMultiple(of: 2) {
        open += " "
      } else {
        lines.append(open)
        open = ""
      }
    }
    return lines.filter {
      $0.hasPrefix("seedbed ") && !$0.contains("…") && !$0.contains("COMMAND")
    }
  }
}
