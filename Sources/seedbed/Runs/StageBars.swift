import Base
import Engine

/// The stages of a run, each with a bar as long as the line allows.
///
/// The bars are of ASCII: a terminal set to Chinese, Japanese or Korean draws blocks and box-drawing
/// characters in two columns (Unicode's ambiguous width), and a line would be too long.
struct StageBars {
  let stages: [(name: String, tally: StageTally)]
  private static let longest = 50

  /// A line for each stage that has something planned.
  func lines(_ width: Int) -> [String] {
    let planned = stages.filter { $0.tally.planned > 0 }
    let names = planned.map { Printable.width(of: $0.name) }.max() ?? 0
    let counts = planned.map { "\($0.tally.done)/\($0.tally.planned)" }
    let digits = counts.map(\.utf8.count).max() ?? 0
    // Two spaces between parts, two brackets, and room for "100%".
    let length = min(StageBars.longest, width - names - digits - 12)
    return zip(planned, counts).map { stage, count in
      let share = StageBars.share(stage.tally)
      let bar = length >= 4 ? StageBars.bar(share, length) + "  " : ""
      let percent = Printable.pad("\(Int(share * 100))%", to: 4, isRight: true)
      return Printable.pad(stage.name, to: names) + "  " + bar
        + Printable.pad(count, to: digits, isRight: true) + "  " + percent
    }
  }

  /// The part that has its final state, whatever that is.
  private static func share(_ tally: StageTally) -> Double {
    Double(tally.planned - tally.pending) / Double(max(1, tally.planned))
  }

  private static func bar(_ share: Double, _ length: Int) -> String {
    let full = Int(share * Double(length))
    return "[" + String(repeating: "#", count: full)
      + String(repeating: "-", count: length - full) + "]"
  }
}
