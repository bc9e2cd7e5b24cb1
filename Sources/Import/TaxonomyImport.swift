internal import Base
public import Store

/// Trees of fields, subfields and disciplines that were read and found in order, ready to be stored.
///
/// A node is known by its names from the field down, whoever made it: a model, an earlier import or
/// the built-in taxonomy. So only what is new is stored.
public struct TaxonomyImport: PreparedImport {
  private let paths: [TaxonomyPath]
  private let options: ImportOptions
  /// What importing into an empty database comes to.
  public let figures: ImportFigures

  /// Reads all of `files`.
  ///
  /// - Throws: ``ImportError``, which names the file and the line.
  public init(_ files: [InputFile], _ options: ImportOptions) throws {
    var known: Set<[String]> = []
    var paths: [TaxonomyPath] = []
    var figures = ImportFigures()
    for file in files {
      let (found, blank) = try file.taxonomy(TaxonomyReader(names: options.names))
      // A row says again what it stands below.
      for path in found.flatMap(\.lineage) where known.insert(path.identity).inserted {
        paths.append(path)
      }
      figures.blankLines += blank
    }
    guard !paths.isEmpty else {
      throw ImportError(
        "there are no fields in \(files.map(\.name).listed("and")): nothing is imported")
    }
    figures.files = files.count
    (figures.rows, figures.inserted, figures.artifacts) = (paths.count, paths.count, paths.count)
    (self.paths, self.options, self.figures) = (paths, options, figures)
  }

  /// Stores the nodes as part of `run`, in the transaction that is open.
  public func insert(
    into connection: Connection, run: Int, progress: (Int) throws -> Void = { _ in }
  ) throws -> ImportFigures {
    let plan = try connection.importPlan(
      kind: .taxonomy, source: options.source ?? "",
      content: Key(of: paths.flatMap(\.identity)))
    try connection.lease(plan: plan, to: run)
    let batch = Batch(plan: plan, method: "import")
    var figures = figures.forCounting
    var nodes = try StoredNodes(connection)
    var stored: [[String]: ArtifactReference] = [:]
    for (index, path) in paths.enumerated() {
      let parent = path.parent.flatMap { stored[$0.identity] }
      if let known = nodes.find(path, below: parent) {
        figures.known += 1
        stored[path.identity] = known
        continue
      }
      let draft = Draft(
        path.kind, path.name, language: options.language,
        parents: parent.map { [.stored(.taxonomy, $0)] } ?? [],
        origin: .content(occurrence: 0), place: Place(index + 1))
      let insertion = try connection.insert([draft], batch)[0]
      if case .inserted = insertion { figures.inserted += 1 } else { figures.known += 1 }
      nodes.add(insertion.reference, path.kind, path.name, below: parent?.id)
      stored[path.identity] = insertion.reference
    }
    figures.artifacts = figures.inserted
    return figures
  }
}

extension TaxonomyPath {
  /// The nodes from the field down to this one.
  fileprivate var lineage: [TaxonomyPath] { (parent?.lineage ?? []) + [self] }

  fileprivate var kind: Kind {
    discipline != nil ? .discipline : subfield != nil ? .subfield : .field
  }

  fileprivate var name: String { discipline ?? subfield ?? field }
}

extension InputFile {
  /// The nodes that the file names, and how many blank lines it has.
  fileprivate func taxonomy(
    _ reader: TaxonomyReader
  ) throws -> (paths: [TaxonomyPath], blank: Int) {
    if let tree = try wholeJSON() {
      do {
        return (try reader.paths(tree), 0)
      } catch {
        throw ImportError(error, in: name, at: nil)
      }
    }
    var paths: [TaxonomyPath] = []
    let extent = try forEachRow(isPlainUsual: false) { row in
      paths += try reader.paths(.object(row.columns))
    }
    return (paths, extent.blank)
  }

  /// The file as one JSON value; nil if it is rows, or JSON with an error, which is told by line.
  private func wholeJSON() throws -> JSON? {
    do {
      return try withBytes { bytes in
        let first = bytes.first { $0 != 0x20 && !(0x09...0x0D).contains($0) }
        guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else { return nil }
        return try? JSON(parsing: bytes)
      }
    } catch let fault as Fault {
      throw ImportError(fault, in: name, at: nil)
    }
  }
}

/// The nodes that a file has, by kind, parent and name.
private struct StoredNodes {
  private struct Name: Hashable {
    let kind: String
    let parent: Int?
    let text: String

    init(_ kind: String, _ parent: Int?, _ text: String) {
      // A field has one name wherever it hangs: generated ones hang below the taxonomy's root.
      (self.kind, self.parent) = (kind, kind == Kind.field.rawValue ? nil : parent)
      self.text = text.trimmed.lowercased()
    }
  }

  private var references: [Name: ArtifactReference] = [:]

  init(_ connection: Connection) throws {
    let nodes = try connection.rows(
      """
      SELECT a.id, a.key, a.sequence, a.text, st.kind, l.parent_id FROM standing AS st
      JOIN artifact AS a ON a.id = st.artifact_id
      LEFT JOIN lineage AS l ON l.child_id = a.id AND l.role = 'taxonomy' AND l.position = 0
      WHERE st.kind IN ('field', 'subfield', 'discipline')
      ORDER BY a.plan_id, a.sequence, a.key
      """
    ) { row in
      (
        Name(row.text(4), row.optionalInt(5), row.text(3)),
        ArtifactReference(
          id: row.int(0), key: Key(stored: row.text(1)), place: Place(stored: row.text(2)))
      )
    }
    references = Dictionary(nodes, uniquingKeysWith: { first, _ in first })
  }

  /// The node that `path` names below `parent`.
  ///
  /// A discipline that was imported by its name alone has no place in a tree: it is left as it is.
  func find(_ path: TaxonomyPath, below parent: ArtifactReference?) -> ArtifactReference? {
    let kind = path.kind.rawValue
    return references[Name(kind, parent?.id, path.name)]
      ?? (path.discipline == nil ? nil : references[Name(kind, nil, path.name)])
  }

  mutating func add(_ node: ArtifactReference, _ kind: Kind, _ name: String, below parent: Int?) {
    references[Name(kind.rawValue, parent, name)] = node
  }
}
