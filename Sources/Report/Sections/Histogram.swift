internal import Store

/// Rows of counted bins as histograms side by side, one for each value of a column.
struct Histogram {
  /// The column that parts the histograms; nil for a single one.
  var series: String?
  /// The column that says where a bin begins.
  let bin: String
  /// The column of counts.
  let count: String
  /// All bins between the lowest and the highest, so that empty ones show.
  let bins: (ClosedRange<Double>) -> [Double]
  /// What stands below a bin.
  let label: (Double) -> String
  /// What a bin is where it is pointed at.
  let title: (Double) -> String

  /// The histograms of `table`.
  func html(_ table: Table) -> HTML {
    let names = series.map { series in table.rows.map { $0.text(series) ?? "–" } } ?? [count]
    let distinct = names.enumerated().filter { names.firstIndex(of: $1) == $0 }.map(\.element)
    return .panels(
      distinct.enumerated().map { index, name in
        let rows = table.rows.filter { row in series.map { row.text($0) ?? "–" == name } ?? true }
        return columns(rows, name, Palette.series(index)).html
      })
  }

  private func columns(_ rows: [Table.Record], _ name: String, _ color: Int) -> Columns {
    let starts = rows.compactMap { $0.number(bin) }
    let counts = Dictionary(zip(starts, rows.map { $0.int(count) })) { $0 + $1 }
    guard let low = starts.min(), let high = starts.max() else {
      return Columns(title: name, columns: [])
    }
    return Columns(
      title: name,
      columns: bins(low...high).map {
        .init(label: label($0), count: counts[$0] ?? 0, title: title($0))
      }, color: color)
  }
}

extension Histogram {
  /// Bins that begin at powers of two, and one for 0.
  static func doubling(_ series: String, bin: String, count: String) -> Histogram {
    Histogram(
      series: series, bin: bin, count: count,
      bins: { range in
        let powers = (0..<60).map { Double(1 << $0) }
        return ([0] + powers).filter { range.contains($0) }
      }, label: { Decimal.short(Int($0)) },
      title: { $0 <= 1 ? "\(Int($0))" : "\(Int($0)) to \(Int($0) * 2 - 1)" })
  }

  /// Bins of `step`, from 0 if `isFromZero`.
  static func even(
    _ series: String?, bin: String, count: String, perOne: Int, limits: ClosedRange<Double>? = nil
  ) -> Histogram {
    let steps = Double(perOne)
    return Histogram(
      series: series, bin: bin, count: count,
      bins: { range in
        let low = Int(((limits?.lowerBound ?? range.lowerBound) * steps).rounded())
        let most = max(limits?.upperBound ?? range.upperBound, range.upperBound)
        let high = Int((most * steps).rounded())
        return (min(low, high)...high).map { Double($0) / steps }
      }, label: { Decimal.text($0, places: 2) },
      title: { start in
        perOne == 1
          ? Decimal.text(start, places: 2)
          : "from \(Decimal.text(start, places: 2)) to \(Decimal.text(start + 1 / steps, places: 2))"
      })
  }
}
