/// Spans on one scale, each with a dot for the middle.
struct Ranges {
  /// One span.
  struct Range {
    /// What it stands for.
    let label: String
    /// What is said at the end of its line.
    let value: String
    /// What is said below it.
    let note: String
    let low: Double
    let middle: Double
    let high: Double
  }

  /// The spans in their order.
  let ranges: [Range]

  /// The list of spans.
  var html: HTML {
    let whole = max(ranges.map(\.high).max() ?? 0, .leastNormalMagnitude)
    let items = ranges.map { range in
      """
      <li><p><span dir="auto">\(range.label)</span><b>\(range.value)</b></p>\
      \(Ranges.drawing(range, whole).html)<p class="soft">\(range.note)</p></li>
      """ as HTML
    }
    return "<ul class=\"bars\">\(items)</ul>"
  }

  private static func drawing(_ range: Range, _ whole: Double) -> Drawing {
    // A little room at the right end for half a dot.
    let scale = 98 / whole
    var drawing = Drawing(height: 14, description: "\(range.label): \(range.note)")
    drawing.rectangle(x: 0, width: 100, y: 5, height: 4, color: Palette.rail)
    drawing.rectangle(
      x: range.low * scale, width: max(0.4, (range.high - range.low) * scale), y: 3, height: 8,
      color: Palette.kept, title: range.note, isFaint: true)
    drawing.dot(x: range.middle * scale, y: 7, color: Palette.kept)
    return drawing
  }
}
