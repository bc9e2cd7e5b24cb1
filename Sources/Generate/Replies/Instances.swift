internal import Base
internal import Engine

/// The instances of a task that a reply holds: an input and an output each.
struct Instances {
  /// One instance; what it lacks is nil.
  struct Instance: Sendable, Equatable {
    var input: String?
    var output: String?
  }

  /// The instances in their order, those that lack something included.
  private(set) var list: [Instance] = []

  /// The instances in `text`, which gives inputs first, or classes first.
  ///
  /// - Throws: ``UnreadableReply`` if there is no output anywhere.
  init(_ text: String, isOutputFirst: Bool) throws(UnreadableReply) {
    let labels = isOutputFirst ? Sections.outputFirst : Sections.inputFirst
    var current: Instance?
    for section in Sections(text, labels).sections {
      switch section.label {
      case .input:
        if current?.input != nil || !isOutputFirst && current?.output != nil { end(&current) }
        current = current ?? Instance()
        current?.input = Instances.input(section.text)
      case .output:
        if current?.output != nil || isOutputFirst && current?.input != nil { end(&current) }
        current = current ?? Instance()
        current?.output = section.text
      case .example, .instruction: end(&current)
      }
    }
    end(&current)
    guard list.contains(where: { $0.output != nil }) else {
      throw UnreadableReply(
        "the reply has no \(isOutputFirst ? "class label" : "output") behind a label")
    }
  }

  private mutating func end(_ current: inout Instance?) {
    if let current { list.append(current) }
    current = nil
  }

  /// An input, or nothing if it says that there is none.
  static func input(_ text: String) -> String {
    let bare = text.lowercased().filter { $0.isLetter || $0.isNumber }
    return absent.contains(bare) ? "" : text
  }

  private static let absent: Set = [
    "noinput", "none", "na", "nil", "empty", "入力なし", "なし", "无", "無", "无输入", "無輸入", "없음", "입력없음",
  ]
}
