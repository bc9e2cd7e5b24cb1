internal import Base

/// Seed tasks as Self-Instruct has them: an instruction, instances of it, and whether it is a
/// classification.
///
/// Read are the original's rows (`instances` is a list of objects with `input` and `output`) and flat
/// ones (columns `input` and `output`).
enum SeedTaskReader {
  /// `entry`, whose text is the instruction, with its instances as one list.
  static func normalized(_ entry: Entry) throws(Fault) -> Entry {
    var entry = entry
    let (flat, rest) = entry.attributes.parted { ["input", "output"].contains($0.name) }
    entry.attributes = rest
    if !flat.isEmpty {
      guard entry["instances"] == nil else {
        throw Fault("a seed task has instances, or an input and an output, but not both")
      }
      entry.attributes.append(JSON.Member("instances", [.object(flat)]))
    }
    if let instances = entry["instances"] {
      entry["instances"] = .array(try checked(instances))
    }
    if let label = entry["is_classification"] {
      entry["is_classification"] = .bool(try truth(label))
    }
    return entry
  }

  private static func checked(_ instances: JSON) throws(Fault) -> [JSON] {
    guard let list = instances.array, !list.isEmpty else {
      throw Fault("instances is \(instances.noun), not a list of objects with input and output")
    }
    var checked: [JSON] = []
    for instance in list {
      guard let output = instance["output"]?.string, !output.isBlank else {
        throw Fault("an instance has no output: fill it in or remove the instance")
      }
      let input = instance["input"] ?? ""
      guard let input = input.isNull ? "" : input.string else {
        throw Fault("the input of an instance is \(input.noun), not a text")
      }
      checked.append(["input": .string(input), "output": .string(output)])
    }
    return checked
  }

  private static func truth(_ label: JSON) throws(Fault) -> Bool {
    switch label {
    case .bool(let truth): return truth
    case .string("true"), .string("True"), .number("1"), .string("1"): return true
    case .string("false"), .string("False"), .number("0"), .string("0"): return false
    default: throw Fault("is_classification is \(label.text), not true or false")
    }
  }
}

extension Entry {
  /// The attribute called `name`.
  fileprivate subscript(name: String) -> JSON? {
    get { attributes.first { $0.name == name }?.value }
    set {
      guard let newValue, let index = attributes.firstIndex(where: { $0.name == name }) else {
        return
      }
      attributes[index].value = newValue
    }
  }
}

extension [JSON.Member] {
  /// Those that `isFirst` picks, and the others.
  fileprivate func parted(
    _ isFirst: (JSON.Member) -> Bool
  ) -> (picked: [JSON.Member], rest: [JSON.Member]) {
    (filter(isFirst), filter { !isFirst($0) })
  }
}
