internal import Curate

/// Gives every row its side so that no two neighbours are on different ones.
///
/// In canonical order a row takes the side of its earlier neighbours; without any, the side that the
/// hash of its key says; with neighbours on two sides it is withheld. A withheld row is on no side,
/// so it is nobody's neighbour. A side depends on earlier rows only: rows added at the end move none.
struct Splitter: Sendable {
  /// Above this ROUGE-L two questions are neighbours.
  static let threshold = "0.65"

  /// Tells the labels of the earlier rows that resemble each row, and is told that row's label.
  typealias Resemblance = (_ assign: (_ row: Int, _ near: UInt64) -> UInt64) -> Void

  /// The side of every row in canonical order; nil for one that is withheld.
  ///
  /// `hashed` has the side that each row's key says.
  func sides(hashed: [Side], links: Links, resemblance: Resemblance) -> [Side?] {
    var sides = [Side?](repeating: nil, count: hashed.count)
    var groups = [UInt64](repeating: 0, count: links.groupCount)
    resemblance { row, near in
      let labels = links[row].reduce(near) { $0 | groups[Int($1)] }
      let side = labels == 0 ? hashed[row] : Side(rawValue: labels)
      sides[row] = side
      for group in links[row] { groups[Int(group)] |= side?.rawValue ?? 0 }
      return side?.rawValue ?? 0
    }
    return sides
  }

  /// The side of every row of `gathered`.
  func sides(of gathered: Gathered) throws -> [Side?] {
    if gathered.hashed.isEmpty { return gathered.members.map { _ in .train } }
    let neighbours = Neighbours(Cutoff(above: try Threshold(Splitter.threshold)))
    return sides(hashed: gathered.hashed, links: gathered.links) { assign in
      neighbours.assign(gathered.sequences, assign)
    }
  }

  /// Whether each row of `gathered` has no neighbour among the earlier ones.
  func areFree(_ gathered: Gathered) throws -> [Bool] {
    var free: [Bool] = []
    var groups = [Bool](repeating: false, count: gathered.links.groupCount)
    Neighbours(Cutoff(above: try Threshold(Splitter.threshold))).assign(gathered.sequences) {
      row, near in
      let links = gathered.links[row]
      free.append(near == 0 && !links.contains { groups[Int($0)] })
      for group in links { groups[Int(group)] = true }
      return Side.train.rawValue
    }
    return free
  }
}
