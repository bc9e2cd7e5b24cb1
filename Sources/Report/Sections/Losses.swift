internal import Store

/// Rows of a view in the manner of `funnel`, which have the same `made` and `live` for each rule of a
/// group, drawn as one bar a group: what is left, and what each rule took first.
struct Losses {
  /// The columns that tell the groups apart.
  let keys: [String]
  /// The column that says how many rows are left.
  let left: String
  /// Further losses that have a column of their own.
  var others: [String] = []
  /// Whether bars are as long as their group is large, or all the same.
  var isToScale = false

  /// The bars of `table`.
  func bars(_ table: Table) -> HTML {
    let rules = rules(table)
    let bars = groups(table).map { bar($0, rules) }
    return (isToScale ? Bars(bars) : Bars(shares: bars)).html
  }

  /// The rows of each group, in the order in which groups come first.
  private func groups(_ table: Table) -> [[Table.Record]] {
    var places: [[String]: Int] = [:]
    var groups: [[Table.Record]] = []
    for row in table.rows {
      let key = keys.map { row.text($0) ?? "" }
      if let place = places[key] {
        groups[place].append(row)
      } else {
        places[key] = groups.count
        groups.append([row])
      }
    }
    return groups
  }

  /// The rules, the one that took the most first: those after the fifth share a colour.
  private func rules(_ table: Table) -> [String] {
    var taken: [String: Int] = [:]
    for row in table.rows {
      if let rule = row.text("rule") { taken[rule, default: 0] += row.int("dropped_first") }
    }
    return taken.filter { $0.value > 0 }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map(\.key)
  }

  private static let colors = [1, 3, 2, 6, 4]

  private func bar(_ rows: [Table.Record], _ rules: [String]) -> Bars.Bar {
    let (row, kept) = (rows[0], rows[0].int(left))
    var parts = [Bars.Part(name: "left", value: Double(kept), color: Palette.kept)]
    for (index, rule) in rules.enumerated() {
      let taken = rows.first { $0.text("rule") == rule }?.int("dropped_first") ?? 0
      let isNamed = index < Losses.colors.count
      parts.append(
        Bars.Part(
          name: isNamed ? rule : "other rules", value: Double(taken),
          color: isNamed ? Losses.colors[index] : Palette.other))
    }
    for other in others {
      let color = other == "rejected" ? Palette.failed : Palette.other
      parts.append(Bars.Part(name: other, value: Double(row.int(other)), color: color))
    }
    let losses = lost(rows, rules) + others.map { ($0, row.int($0)) }
    let told = losses.filter { $0.1 > 0 }.map { "\($0.0) −\(Decimal.grouped($0.1))" }
    return Bars.Bar(
      label: keys.map { row.text($0) ?? "–" }.joined(separator: " · "),
      value: "\(Decimal.grouped(kept)) of \(Decimal.grouped(row.int("made"))) left",
      note: told.joined(separator: ", "), parts: parts)
  }

  private func lost(_ rows: [Table.Record], _ rules: [String]) -> [(String, Int)] {
    rules.map { rule in
      (rule, rows.first { $0.text("rule") == rule }?.int("dropped_first") ?? 0)
    }
  }
}
