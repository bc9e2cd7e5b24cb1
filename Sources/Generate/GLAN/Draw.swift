/// What one question is about: one session with 1 to 5 of its key concepts, or two sessions with 2
/// to 5 that span both (GLAN, section 2.4).
public struct Draw: Sendable, Hashable {
  /// Concepts by their index, ascending, of the sessions by their index, ascending; never empty.
  public let picks: [Pick]

  /// The concepts of one session.
  public struct Pick: Sendable, Hashable {
    /// The session's index in its syllabus, from 0.
    public let session: Int
    /// The concepts' indices in the session, from 0.
    public let concepts: [Int]
  }

  /// One session, or two.
  public enum Strategy: String, Sendable, CaseIterable {
    case oneSession = "one-session"
    case twoSessions = "two-sessions"
  }

  /// How many sessions it takes from.
  public var strategy: Strategy { picks.count == 1 ? .oneSession : .twoSessions }

  /// The same draw where `count` sessions come before the first.
  func after(_ count: Int) -> Draw {
    Draw(picks: picks.map { Pick(session: $0.session + count, concepts: $0.concepts) })
  }

  /// The draw as text, counted from 1: `2:1,3 5:2` is session 2 with concepts 1 and 3, and session
  /// 5 with concept 2.
  public var text: String {
    picks.map { pick in
      "\(pick.session + 1):" + pick.concepts.map { String($0 + 1) }.joined(separator: ",")
    }.joined(separator: " ")
  }
}
