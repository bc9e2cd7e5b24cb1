/// A number spread evenly over parts.
enum Spread {
  /// `total` over as many parts as there are `limits`, none getting more than its own; the first ones
  /// get what does not divide.
  ///
  /// A larger total takes nothing from any part.
  static func even(_ total: Int, limits: [Int]) -> [Int] {
    var parts = limits.map { _ in 0 }
    var open = limits.indices.filter { limits[$0] > 0 }
    var left = total
    while left > 0, !open.isEmpty {
      let each = left / open.count
      if each == 0 {
        for part in open.prefix(left) { parts[part] += 1 }
        break
      }
      for part in open {
        let more = min(each, limits[part] - parts[part])
        parts[part] += more
        left -= more
      }
      open.removeAll { parts[$0] == limits[$0] }
    }
    return parts
  }
}
