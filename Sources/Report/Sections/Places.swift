internal import Store

/// The examples by field, discipline and subject.
struct Places {
  /// A discipline with its subjects, the largest first.
  struct Discipline {
    let field: String?
    let name: String
    var examples = 0
    var subjects: [(name: String, examples: Int)] = []
  }

  /// The largest first.
  private(set) var disciplines: [Discipline] = []

  /// The rows of `table`, which come the largest first.
  init(_ table: Table) {
    var places: [String?: Int] = [:]
    for row in table.rows {
      let name = row.text("discipline")
      let place = places[name] ?? disciplines.count
      if place == disciplines.count {
        places[name] = place
        disciplines.append(
          Discipline(field: row.text("field"), name: name ?? "without a discipline"))
      }
      disciplines[place].examples += row.int("examples")
      let subject = row.text("subject")
      if subject != nil || row.int("examples") > 0 {
        disciplines[place].subjects.append((subject ?? "without a subject", row.int("examples")))
      }
    }
    isPlaced = places.keys.contains { $0 != nil }
    disciplines.sort { ($1.examples, $0.name) < ($0.examples, $1.name) }
  }

  /// Whether there is a discipline at all.
  let isPlaced: Bool
  /// All examples.
  var total: Int { disciplines.reduce(0) { $0 + $1.examples } }
  /// All subjects.
  var subjects: Int { disciplines.reduce(0) { $0 + $1.subjects.count } }
  /// Subjects without an example.
  var bare: Int { disciplines.reduce(0) { $0 + $1.subjects.count { $0.examples == 0 } } }
}

extension Places {
  /// The bands: fields if any is known, disciplines, and subjects if any is.
  var icicle: Icicle {
    let hasFields = disciplines.contains { $0.field != nil }
    let hasSubjects = disciplines.contains { $0.subjects.count > 1 }
    return Icicle(
      roots: hasFields ? fields : disciplines.map(\.node),
      depth: 1 + (hasFields ? 1 : 0) + (hasSubjects ? 1 : 0), unit: "examples")
  }

  private var fields: [Icicle.Node] {
    let groups = Dictionary(grouping: disciplines) { $0.field ?? "without a field" }
    return groups.map { name, members in
      Icicle.Node(
        name: name, size: members.reduce(0) { $0 + $1.examples }, children: members.map(\.node))
    }.sorted { ($1.size, $0.name) < ($0.size, $1.name) }
  }

  private static let shown = 40

  /// How many subjects of a discipline are listed, so that the page stays small.
  private var listed: Int { max(5, min(60, 2400 / max(disciplines.count, 1))) }

  /// The disciplines as bars that open to those of their subjects.
  var list: HTML {
    let largest = Double(max(disciplines.first?.examples ?? 0, 1))
    let items = disciplines.prefix(400).map { item($0, largest) }
    let rest = items.dropFirst(Places.shown)
    let unlisted = disciplines.count - items.count
    let end: HTML =
      unlisted > 0 ? "<li class=\"soft\">and \(unlisted) more: run the SQL</li>" : .none
    let more: HTML =
      rest.isEmpty
      ? .none
      : """
      <details class="more"><summary>\(disciplines.count - Places.shown) more disciplines</summary>\
      <ul class="tree">\(Array(rest))\(end)</ul></details>
      """
    return "<ul class=\"tree\">\(Array(items.prefix(Places.shown)))</ul>\(more)"
  }

  private func item(_ discipline: Discipline, _ largest: Double) -> HTML {
    let largestSubject = Double(max(discipline.subjects.first?.examples ?? 0, 1))
    let subjects = discipline.subjects.prefix(listed).map { subject in
      "<li>\(Places.bar(subject.name, subject.examples, largestSubject, color: 4))</li>" as HTML
    }
    let unlisted = discipline.subjects.count - subjects.count
    let end: HTML = unlisted > 0 ? "<li class=\"soft\">and \(unlisted) more: run the SQL</li>" : ""
    let head = Places.bar(discipline.name, discipline.examples, largest, color: 0)
    return """
      <li><details><summary>\(head)</summary><ul class="bars">\(subjects)\(end)</ul></details></li>
      """
  }

  private static func bar(_ name: String, _ size: Int, _ largest: Double, color: Int) -> HTML {
    var drawing = Drawing(height: 8, description: "\(name): \(Decimal.grouped(size)) examples")
    drawing.rectangle(x: 0, width: 100, y: 0, height: 8, color: Palette.rail)
    drawing.rectangle(x: 0, width: Double(size) / largest * 100, y: 0, height: 8, color: color)
    return """
      <span class="line"><span dir="auto">\(name)</span><b>\(Decimal.grouped(size))</b></span>\
      \(drawing.html)
      """
  }
}

extension Places.Discipline {
  fileprivate var node: Icicle.Node {
    Icicle.Node(
      name: name, size: examples,
      children: subjects.map { Icicle.Node(name: $0.name, size: $0.examples) })
  }
}
