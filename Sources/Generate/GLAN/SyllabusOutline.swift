internal import Base
internal import Store

/// The sessions and key concepts of a stored syllabus, as questions are drawn from them.
///
/// What rules dropped (`limit`, `repeat`) is left out. What was rejected or went stale stays in, so
/// that the draws of the other concepts do not change; it is only not asked for. For the same reason
/// a concept that was imported into a syllabus with questions comes last, and says how many draws there
/// were before it.
struct SyllabusOutline {
  struct Session {
    let node: Node
    var concepts: [Node]
  }

  struct Node {
    let reference: ArtifactReference
    let name: String
    let isLive: Bool
    /// From which draw on it takes part.
    let firstDraw: Int
  }

  private(set) var sessions: [Session] = []

  init(_ syllabus: Int, _ connection: Connection) throws {
    let nodes = try SyllabusOutline.children(of: syllabus, role: .syllabus, .session, connection)
    for node in nodes {
      let concepts = try SyllabusOutline.children(
        of: node.reference.id, role: .session, .concept, connection)
      sessions.append(Session(node: node, concepts: concepts))
    }
  }

  private static func children(
    of parent: Int, role: Role, _ kind: Kind, _ connection: Connection
  ) throws -> [Node] {
    try connection.rows(
      """
      SELECT a.id, a.key, a.sequence, a.text, st.status,
        ifnull(a.attributes ->> 'first_draw', 0) AS first_draw
      FROM lineage AS l
      JOIN artifact AS a ON a.id = l.child_id AND a.kind = ?3
      JOIN standing AS st ON st.artifact_id = a.id
      WHERE l.parent_id = ?1 AND l.role = ?2
        AND (st.status = 'live' OR NOT EXISTS (SELECT 1 FROM drops AS d WHERE d.artifact_id = a.id))
      ORDER BY first_draw, a.attributes ->> 'position', a.plan_id, a.sequence, a.key
      """, [.integer(parent), .text(role.rawValue), .text(kind.rawValue)]
    ) { row in
      Node(
        reference: ArtifactReference(
          id: row.int(0), key: Key(stored: row.text(1)), place: Place(stored: row.text(2))),
        name: row.text(3), isLive: row.text(4) == Status.live.rawValue, firstDraw: row.int(5))
    }
  }

  /// How many concepts each session has.
  var counts: [Int] { sessions.map(\.concepts.count) }

  /// The draws from the sessions of `difficulty`, one after the other.
  func draws(
    _ difficulty: Difficulty, seed: Int, key: Key, twoSessionRatio: Double
  ) -> some Sequence<Draw> {
    let depths = difficulty.sessions(of: sessions.count)
    let drawn = sessions[depths].map(\.concepts)
    let joining = drawn.enumerated().flatMap { session, concepts in
      concepts.filter { $0.firstDraw > 0 }.map {
        DrawSequence.Joining(session: session, draw: $0.firstDraw)
      }
    }
    return DrawSequence(
      concepts: drawn.map { concepts in concepts.count { $0.firstDraw == 0 } },
      joining: joining.sorted { $0.draw < $1.draw }, seed: seed, key: key,
      twoSessionRatio: twoSessionRatio
    ).lazy.map { $0.after(depths.lowerBound) }
  }

  /// How many draws there are from the sessions of `difficulty`.
  func capacity(_ difficulty: Difficulty) -> DrawCapacity {
    DrawCapacity(concepts: Array(counts[difficulty.sessions(of: counts.count)]))
  }

  /// The depth of the last session of `draw`, to three decimal places.
  func depth(_ draw: Draw) -> Double {
    let last = draw.picks.last?.session ?? 0
    return (Difficulty.depth(ofSession: last, of: sessions.count) * 1000).rounded() / 1000
  }

  /// The sessions and concepts of `draw`; nil if one of them is not live any more.
  func selection(_ draw: Draw) -> Selection? {
    let sessions = draw.picks.map { self.sessions[$0.session].node }
    let concepts = draw.picks.flatMap { pick in
      pick.concepts.map { self.sessions[pick.session].concepts[$0] }
    }
    guard (sessions + concepts).allSatisfy(\.isLive) else { return nil }
    return Selection(sessions: sessions, concepts: concepts)
  }

  /// What one question is about.
  struct Selection {
    let sessions: [Node]
    let concepts: [Node]
  }
}
