/// A histogram: columns side by side, with their counts above and where each begins below.
struct Columns {
  /// One column.
  struct Column {
    /// Where it begins.
    let label: String
    /// How high it is.
    let count: Int
    /// What it stands for, where it is pointed at.
    let title: String
  }

  /// What is counted, above the histogram.
  let title: String
  /// The columns in their order, empty ones too.
  let columns: [Column]
  /// The colour in the palette.
  var color = Palette.kept

  private static let (top, plot) = (18.0, 120.0)

  /// Few columns do not take the whole width.
  private var slots: Double { Double(max(columns.count, 6)) }

  /// The histogram under its title.
  var html: HTML {
    let total = columns.reduce(0) { $0 + $1.count }
    return """
      <div class="panel"><h4><span dir="auto">\(title)</span> <span class="soft">\
      \(Decimal.grouped(total))</span></h4>\(drawing.html)</div>
      """
  }

  private var drawing: Drawing {
    let highest = columns.map(\.count).max() ?? 0
    let peak = columns.first { $0.count == highest }?.title ?? ""
    var drawing = Drawing(
      height: Columns.top + Columns.plot + 20,
      description: "Histogram of \(title): most, \(Decimal.grouped(highest)), at \(peak)")
    for (index, column) in columns.enumerated() {
      draw(column, index, Double(max(highest, 1)), into: &drawing)
    }
    drawing.line(y: Columns.top + Columns.plot)
    return drawing
  }

  private func draw(
    _ column: Column, _ index: Int, _ highest: Double, into drawing: inout Drawing
  ) {
    let width = 100 / slots
    let left = Double(index) * width
    // What is there is seen, however little it is.
    let height = column.count == 0 ? 0 : max(1.5, Double(column.count) / highest * Columns.plot)
    let base = Columns.top + Columns.plot
    drawing.rectangle(
      x: left + width * 0.06, width: width * 0.88, y: base - height, height: height, color: color,
      title: "\(column.title): \(Decimal.grouped(column.count))")
    if column.count > 0 {
      drawing.text(
        Decimal.short(column.count), x: left + width / 2, y: base - height - 5, anchor: "middle",
        room: Double(column.count) == highest ? .any : Room(for: longestCount, in: 1 / slots))
    }
    drawing.text(
      column.label, x: left + width / 2, y: base + 16, anchor: "middle", room: room(index),
      isSoft: true)
  }

  /// All counts are shown where the longest fits; elsewhere only the highest is.
  private var longestCount: String { Columns.longest(columns.map { Decimal.short($0.count) }) }

  private static func longest(_ labels: [String]) -> String {
    labels.max { Room.pixels($0) < Room.pixels($1) } ?? ""
  }

  /// Some labels are shown wherever they fit, the others only where all do.
  private func room(_ index: Int) -> Room {
    let longest = Columns.longest(columns.map(\.label))
    let step = Int((slots * (Room.pixels(longest) + 10) / 280).rounded(.up))
    return index % max(step, 1) == 0 ? .any : Room(for: longest, in: 1 / slots)
  }
}

extension HTML {
  /// Small pictures beside each other, as many as fit.
  static func panels(_ panels: [HTML]) -> HTML { "<div class=\"panels\">\(panels)</div>" }
}
