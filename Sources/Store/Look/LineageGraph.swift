/// What an artifact was made from, or what was made from it, as a graph of versions.
public struct LineageGraph: Sendable {
  /// The artifact that was asked about.
  public let root: Int
  /// Every artifact that was reached, by id.
  public internal(set) var nodes: [Int: Glimpse] = [:]
  /// The edges at each node that was followed, away from the root.
  public internal(set) var edges: [Int: [Edge]] = [:]
  /// How many edges at a node were left out because there were too many.
  public internal(set) var hidden: [Int: Int] = [:]

  /// One edge.
  public struct Edge: Sendable, Hashable {
    /// The artifact at the far end.
    public let to: Int
    /// A name of table `role`.
    public let role: String
    /// Among the child's parents of the same role, from 0.
    public let position: Int
  }

  /// Which way edges are followed.
  public enum Direction: String, Sendable {
    /// To what it was made from.
    case up
    /// To what was made from it.
    case down
  }
}

extension Connection {
  /// The graph around `root`, level by level until `limit` artifacts are reached.
  ///
  /// Upwards, an example that was shown in a prompt is not followed further: it would lead through
  /// the whole pool that it was drawn from.
  public func lineage(
    of root: Int, _ direction: LineageGraph.Direction = .up, limit: Int = 500
  ) throws -> LineageGraph {
    var graph = LineageGraph(root: root)
    graph.nodes[root] = try knownGlimpse(root)
    var level = [root]
    while !level.isEmpty {
      var next: [Int] = []
      for id in level { next += try follow(id, direction, limit, in: &graph) }
      level = next
    }
    return graph
  }

  /// Adds the edges at `id`; the result is the nodes that are new and to be followed.
  private func follow(
    _ id: Int, _ direction: LineageGraph.Direction, _ limit: Int, in graph: inout LineageGraph
  ) throws -> [Int] {
    var new: [Int] = []
    for edge in try edges(at: id, direction) {
      if graph.nodes[edge.to] == nil {
        guard graph.nodes.count < limit else {
          graph.hidden[id, default: 0] += 1
          continue
        }
        graph.nodes[edge.to] = try knownGlimpse(edge.to)
        if direction == .down || edge.role != Role.example.rawValue { new.append(edge.to) }
      }
      graph.edges[id, default: []].append(edge)
    }
    return new
  }

  /// The edges at `id`: upwards the nearest kind first, so that an ancestor that several parents
  /// share is shown where the way to it is the longest; downwards in the order they were made.
  private func edges(
    at id: Int, _ direction: LineageGraph.Direction
  ) throws -> [LineageGraph.Edge] {
    let sql =
      switch direction {
      case .up:
        """
        SELECT l.parent_id, l.role, l.position FROM lineage AS l
        WHERE l.child_id = ? ORDER BY l.role, l.position
        """
      case .down:
        """
        SELECT l.child_id, l.role, l.position FROM lineage AS l
        WHERE l.parent_id = ? ORDER BY l.child_id, l.role
        """
      }
    let edges = try rows(sql, [.integer(id)]) {
      LineageGraph.Edge(to: $0.int(0), role: $0.text(1), position: $0.int(2))
    }
    guard direction == .up else { return edges }
    return edges.sorted { ($0.rank, $0.position) < ($1.rank, $1.position) }
  }
}

extension LineageGraph.Edge {
  /// The nearest first: what it answers or follows, then from the concept up to the taxonomy.
  private static let ranks = Role.allCases.reversed().map(\.rawValue).filter {
    Role(rawValue: $0)?.passesStale == true
  }

  /// Its place among the edges of a child; those that pass nothing on come last.
  fileprivate var rank: Int {
    LineageGraph.Edge.ranks.firstIndex(of: role) ?? LineageGraph.Edge.ranks.count
  }
}
