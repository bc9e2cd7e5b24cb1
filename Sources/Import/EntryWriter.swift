internal import Base
internal import Store

/// Stores rows, some hundred at a time, and counts what became of them.
struct EntryWriter {
  private let connection: Connection
  private let batch: Batch
  private let options: ImportOptions
  private var figures: ImportFigures
  private var drafts: [Draft] = []
  /// The drafts of a row that wait, by the first of them.
  private var starts: [Int] = []
  private var catalog: Catalog?

  /// A writer that adds to `figures`.
  init(
    _ connection: Connection, _ batch: Batch, _ options: ImportOptions, _ figures: ImportFigures
  ) throws {
    self.connection = connection
    self.batch = batch
    self.options = options
    self.figures = figures
    catalog = try Catalog(options.form, connection)
  }

  /// Stores a row, now or with the next ones.
  mutating func add(_ entry: Entry, occurrence: Int, at place: Place) throws {
    var addition = Catalog.Addition()
    if catalog != nil {
      guard let found = try catalog?.add(entry) else {
        figures.known += 1
        return
      }
      addition = found
    }
    starts.append(drafts.count)
    drafts +=
      EntryDrafts(
        entry, options, addition, occurrence, place, after: drafts.count
      ).drafts
    if drafts.count >= 512 { try store() }
  }

  /// Stores what waits; the result is what became of all rows.
  mutating func finish() throws -> ImportFigures {
    try store()
    return figures
  }

  private mutating func store() throws {
    let insertions = try connection.insert(drafts, batch)
    for (index, start) in starts.enumerated() {
      let end = index + 1 < starts.count ? starts[index + 1] : drafts.count
      count(insertions[start..<end])
    }
    drafts.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
  }

  /// Counts one row, whose question and answer are `insertions`.
  private mutating func count(_ insertions: ArraySlice<Insertion>) {
    var (inserted, versioned) = (0, 0)
    for insertion in insertions {
      switch insertion {
      case .inserted: inserted += 1
      case .versioned: versioned += 1
      case .known: break
      }
    }
    figures.artifacts += inserted + versioned
    if versioned > 0 {
      figures.newVersions += 1
    } else if inserted > 0 {
      figures.inserted += 1
    } else {
      figures.known += 1
    }
  }
}

extension ImportFigures {
  /// The same with nothing stored yet.
  var forCounting: ImportFigures {
    var figures = self
    (figures.inserted, figures.artifacts) = (0, 0)
    return figures
  }
}
