internal import Base

/// A node of a taxonomy by the names from its field down.
struct TaxonomyPath: Hashable {
  /// The field.
  var field: String
  /// The subfield; nil for the field itself, or a discipline directly below it.
  var subfield: String?
  /// The discipline; nil for a field or a subfield.
  var discipline: String?

  /// The names that tell nodes apart: capitals and spaces at the ends do not count.
  var identity: [String] {
    [field, subfield ?? "", discipline ?? ""].map { $0.trimmed.lowercased() }
  }

  /// The node above, or nil for a field.
  var parent: TaxonomyPath? {
    if discipline != nil { return TaxonomyPath(field: field, subfield: subfield) }
    return subfield == nil ? nil : TaxonomyPath(field: field)
  }
}
