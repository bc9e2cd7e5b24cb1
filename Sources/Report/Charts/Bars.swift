/// Bars below each other, each of parts in several colours, with words above and below it.
struct Bars {
  /// One bar.
  struct Bar {
    /// What it stands for.
    let label: String
    /// What is said at the end of its line.
    let value: String
    /// What is said below it.
    var note = ""
    /// Its parts from the left.
    let parts: [Part]
  }

  /// A part of a bar.
  struct Part {
    /// What it is called in the legend and where it is pointed at.
    let name: String
    /// How long it is.
    let value: Double
    /// Its colour in the palette.
    let color: Int
  }

  /// The bars in their order.
  let bars: [Bar]
  /// What a bar over the whole width is; nil makes every bar that wide.
  private let whole: Double?

  /// Bars of which the longest takes the whole width.
  init(_ bars: [Bar]) {
    self.bars = bars
    whole = max(bars.map(\.length).max() ?? 0, .leastNormalMagnitude)
  }

  /// Bars that all take the whole width, to compare their parts.
  init(shares bars: [Bar]) {
    self.bars = bars
    whole = nil
  }

  private static let shown = 40

  /// The list of bars with a legend; all after the first forty are folded.
  var html: HTML {
    let items = bars.map(item)
    let rest = items.dropFirst(Bars.shown)
    let more: HTML =
      rest.isEmpty
      ? .none
      : """
      <details class="more"><summary>\(Decimal.grouped(rest.count)) more</summary>\
      <ul class="bars">\(Array(rest))</ul></details>
      """
    return "\(legend)<ul class=\"bars\">\(Array(items.prefix(Bars.shown)))</ul>\(more)"
  }

  private func item(_ bar: Bar) -> HTML {
    let note: HTML = bar.note.isEmpty ? .none : "<p class=\"soft\">\(bar.note)</p>"
    return """
      <li><p><span dir="auto">\(bar.label)</span><b>\(bar.value)</b></p>\(drawing(bar).html)\(note)</li>
      """
  }

  private func drawing(_ bar: Bar) -> Drawing {
    let parts = bar.parts.filter { $0.value > 0 }
    let words = parts.map { "\($0.name) \(Decimal.readable($0.value))" }.joined(separator: ", ")
    var drawing = Drawing(height: 14, description: "\(bar.label): \(words)")
    drawing.rectangle(x: 0, width: 100, y: 0, height: 14, color: Palette.rail)
    let scale = 100 / (whole ?? max(bar.length, .leastNormalMagnitude))
    var x = 0.0
    for part in parts {
      // What is there is seen, however little it is.
      let width = max(0.35, part.value * scale)
      drawing.rectangle(
        x: min(x, 100 - width), width: width, y: 0, height: 14, color: part.color,
        title: "\(part.name): \(Decimal.readable(part.value))")
      x += part.value * scale
    }
    return drawing
  }

  /// The names of the colours, if there are several.
  private var legend: HTML {
    var names: [String] = []
    var colors: [Int] = []
    for part in bars.flatMap(\.parts) where part.value > 0 && !names.contains(part.name) {
      names.append(part.name)
      colors.append(part.color)
    }
    guard names.count > 1 else { return .none }
    let items = zip(names, colors).map { "<li class=\"c\($1)\">\($0)</li>" as HTML }
    return "<ul class=\"legend\">\(items)</ul>"
  }
}

extension Bars.Bar {
  /// The sum of its parts.
  fileprivate var length: Double { parts.reduce(0) { $0 + $1.value } }
}
