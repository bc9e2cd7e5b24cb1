internal import Base

/// An SVG as wide as its place: x and widths are in per cent, y and heights in pixels.
///
/// So text has the same size on a phone and on a wide screen, and only what it measures is
/// stretched. A label that needs more room than a narrow place has is left away there.
struct Drawing {
  /// What it shows, in a sentence for who cannot see it.
  let description: String
  /// In pixels.
  let height: Double
  private var marks: [HTML] = []

  init(height: Double, description: String) {
    self.height = height
    self.description = description
  }

  /// A rectangle in the colour `color` of the palette; `title` is shown where it is pointed at.
  mutating func rectangle(
    x: Double, width: Double, y: Double, height: Double, color: Int, title: String = "",
    isFaint: Bool = false
  ) {
    let tip: HTML = title.isEmpty ? .none : "<title>\(title)</title>"
    let style: HTML = "\(isFaint ? " faint" : "")\(width < 0.5 ? " thin" : "")"
    marks.append(
      """
      <rect class="c\(color)\(style)" x="\(x)%" y="\(y)" width="\(width)%" height="\(height)">\
      \(tip)</rect>
      """)
  }

  /// A text that is `anchor`ed (start, middle or end) at `x`, and begins `shift` pixels beside it.
  ///
  /// It is only shown in places of at least `room` pixels.
  mutating func text(
    _ text: String, x: Double, y: Double, anchor: String = "start", shift: Double = 0,
    room: Room = .any, isSoft: Bool = false
  ) {
    guard let name = room.name else { return }
    let style = [name, isSoft ? "soft" : ""].filter { !$0.isEmpty }.joined(separator: " ")
    marks.append(
      """
      <text class="\(style)" x="\(x)%" dx="\(shift)" y="\(y)" text-anchor="\(anchor)">\(text)</text>
      """)
  }

  /// A horizontal line over the whole width.
  mutating func line(y: Double) {
    marks.append("<line x1=\"0\" x2=\"100%\" y1=\"\(y)\" y2=\"\(y)\"/>")
  }

  /// A dot with its middle at `x` and `y`.
  mutating func dot(x: Double, y: Double, color: Int) {
    marks.append("<circle class=\"c\(color)\" cx=\"\(x)%\" cy=\"\(y)\" r=\"6\"/>")
  }

  /// A vertical line over the whole height.
  mutating func tick(x: Double) {
    marks.append("<line x1=\"\(x)%\" x2=\"\(x)%\" y1=\"0\" y2=\"\(height)\"/>")
  }

  /// The SVG.
  var html: HTML {
    """
    <svg class="drawing" width="100%" height="\(height)" role="img" aria-label="\(description)">\
    \(HTML(marks, separator: ""))</svg>
    """
  }
}

/// How wide a place must be for a label to be shown, in steps that the style sheet knows.
struct Room {
  /// The class of the style sheet; empty if it is always shown, nil if never.
  let name: String?

  static let any = Room(name: "")

  /// In pixels.
  static let steps = [280, 360, 480, 640, 800, 960, 1080]

  /// Room for `text` in the part `share`, from 0 to 1, of the place.
  init(for text: String, in share: Double) {
    let pixels = Room.pixels(text) + 10
    let needed = pixels / max(share, 1e-9)
    name = Room.steps.first { Double($0) >= needed }.map { "w\($0)" }
  }

  private init(name: String?) { self.name = name }

  /// How wide `text` is at the size of labels, rather too much than too little.
  static func pixels(_ text: String) -> Double { Double(Printable.width(of: text)) * 7.4 }
}
