internal import Curate
public import Store

/// How many replies of a stage came in another language than was asked for.
public struct LanguageDrift: Sendable, Equatable {
  /// The stage, such as `subjects`.
  public let stage: String
  /// The language that was asked for, by its English name.
  public let language: String
  /// The replies whose artifacts have letters enough to tell.
  public fileprivate(set) var replies = 0
  /// Those of them that are plainly in another language.
  public fileprivate(set) var others = 0
}

extension Connection {
  /// The stages that brought replies in another language, by the calls with ids above `call`.
  ///
  /// Names are short: what one reply brought is looked at as one text. The measure is that of rule
  /// `language`, which drops questions and answers; nothing drops what stands above them, and a
  /// syllabus in English makes English questions.
  public func languageDrift(after call: Int) throws -> [LanguageDrift] {
    var found: [LanguageDrift] = []
    try forEachRow(
      """
      SELECT u.stage, a.language, group_concat(a.text, char(10)) FROM call AS c
      JOIN unit AS u ON u.id = c.unit_id JOIN artifact AS a ON a.call_id = c.id
      WHERE c.id > ? AND a.language IS NOT NULL GROUP BY c.id
      """, [.integer(call)]
    ) { row in
      let (stage, name) = (row.text(0), row.text(1))
      guard let share = Language.named(name)?.share(of: row.text(2)) else { return true }
      let index = found.firstIndex { $0.stage == stage && $0.language == name } ?? found.endIndex
      if index == found.endIndex { found.append(LanguageDrift(stage: stage, language: name)) }
      found[index].replies += 1
      found[index].others += share < Language.leastShare ? 1 : 0
      return true
    }
    return found.filter { $0.others > 0 }
  }
}
