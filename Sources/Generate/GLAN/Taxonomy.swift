internal import Base
public import Store

/// Our own tree of human knowledge and skills: field, subfield, discipline (`Data/taxonomy.json`).
public enum Taxonomy {
  /// The built-in tree, as drafts in canonical order.
  public static func builtin() throws -> [Draft] {
    guard let text = EmbeddedFile.text("Data/taxonomy.json") else {
      throw PromptError("this build carries no taxonomy: build it again")
    }
    return drafts(try JSON(parsing: text))
  }

  static func drafts(_ tree: JSON) -> [Draft] {
    var drafts: [Draft] = []
    func add(_ kind: Kind, _ name: String, below parent: Int?) -> Int {
      drafts.append(
        Draft(
          kind, name, parents: parent.map { [.draft(.taxonomy, $0)] } ?? [],
          origin: .content(occurrence: 0), place: Place(drafts.count + 1)))
      return drafts.count - 1
    }
    for field in tree["fields"]?.array ?? [] {
      let fieldIndex = add(.field, field["name"]?.string ?? "", below: nil)
      for subfield in field["subfields"]?.array ?? [] {
        let subfieldIndex = add(.subfield, subfield["name"]?.string ?? "", below: fieldIndex)
        for discipline in subfield["disciplines"]?.array ?? [] {
          _ = add(.discipline, discipline.string ?? "", below: subfieldIndex)
        }
      }
    }
    return drafts
  }

  /// Disciplines by their names alone, in the order given.
  public static func disciplines(_ names: [String]) -> [Draft] {
    names.enumerated().map { index, name in
      Draft(.discipline, name, origin: .content(occurrence: 0), place: Place(index + 1))
    }
  }
}
