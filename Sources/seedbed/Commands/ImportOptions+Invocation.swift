import Import

extension ImportOptions {
  /// The options that were typed; throws ``UsageError`` for what cannot be used.
  init(_ invocation: Invocation) throws(UsageError) {
    _ = try invocation.required("--as")
    guard let form = try invocation.choice("--as", as: RowForm.self) else {
      throw .missingFlag("--as", of: invocation.command)
    }
    let mapped = try ImportOptions.mapped(invocation, form)
    self.init(
      form, names: ColumnNames(form, mapped: mapped), language: invocation.language(),
      source: invocation.text("--source"))
  }

  private static func mapped(
    _ invocation: Invocation, _ form: RowForm
  ) throws(UsageError) -> [Part: String] {
    var mapped: [Part: String] = [:]
    for (name, column) in try invocation.pairs("--map") {
      guard let part = Part(rawValue: name), form.parts.contains(part) else {
        throw .value(
          "\(name)=\(column)", of: "--map",
          allowed: "\(form.parts.map(\.rawValue).listed("or")) before the =")
      }
      if let earlier = mapped.updateValue(column, forKey: part) {
        throw .repeated("--map \(name)", earlier, column)
      }
    }
    return mapped
  }
}
