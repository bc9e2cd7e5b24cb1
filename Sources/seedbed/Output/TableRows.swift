import Store

/// Rows as a table for people: plain header, a line below it, columns two spaces apart.
///
/// The first thousand rows decide the widths; they wait, later rows are printed as they come.
struct TableRows: RowEncoder {
  private let columns: [TableCell]
  private let screen: Terminal
  private var waiting: [[TableCell]] = []
  private var layout: TableLayout?

  init(columns: [String], screen: Terminal) {
    self.screen = screen
    self.columns = columns.map { TableCell(.text($0), screen: screen) }
  }

  mutating func begin(_ bytes: inout [UInt8]) {}

  mutating func append(_ row: [Value], to bytes: inout [UInt8]) {
    let cells = row.map { TableCell($0, screen: screen) }
    if let layout {
      layout.append(cells, to: &bytes)
    } else {
      waiting.append(cells)
      if waiting.count == 1000 { settle(&bytes) }
    }
  }

  mutating func end(_ bytes: inout [UInt8]) {
    if layout == nil { settle(&bytes) }
  }

  /// Decides the layout and prints the header and the rows that wait.
  private mutating func settle(_ bytes: inout [UInt8]) {
    let layout = TableLayout(columns, waiting, screen: screen)
    layout.appendHeader(columns, to: &bytes)
    for row in waiting { layout.append(row, to: &bytes) }
    waiting = []
    self.layout = layout
  }
}
