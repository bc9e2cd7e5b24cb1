/// Where a row can go.
///
/// The raw value is the side's bit among the labels of a row's neighbours.
public enum Side: UInt64, Sendable, CaseIterable {
  case train = 1
  case validation = 2
  case test = 4

  /// The name, as in the file and in table `export_member`.
  public var name: String {
    switch self {
    case .train: "train"
    case .validation: "validation"
    case .test: "test"
    }
  }
}
