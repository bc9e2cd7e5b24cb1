internal import Base
internal import Formats

/// What a check knows of all files: which rows it saw, and what is wrong.
struct Findings {
  /// At most so many places are told for each class and file.
  static let placesPerClass = 20

  /// One thing that is wrong.
  struct Finding: Sendable, Hashable {
    let file: String
    /// From 1; nil for the file as a whole.
    let line: Int?
    let fault: RowFault
  }

  /// Those that are told, in the order in which they were found.
  private(set) var told: [Finding] = []
  /// How often each class was found, by class.
  private(set) var counts: [String: Int] = [:]
  /// The classes that are warnings.
  private(set) var warnings: Set<String> = []
  private var toldOf: [String: Int] = [:]

  /// Notes a fault of the file called `file`.
  mutating func add(_ fault: RowFault, _ file: String, line: Int? = nil) {
    counts[fault.name, default: 0] += 1
    if fault.isWarning { warnings.insert(fault.name) }
    let place = file + " " + fault.name
    toldOf[place, default: 0] += 1
    guard toldOf[place, default: 0] <= Findings.placesPerClass else { return }
    told.append(Finding(file: file, line: line, fault: fault))
  }

  /// How many faults there are, without warnings.
  var faults: Int { counts.filter { !warnings.contains($0.key) }.values.reduce(0, +) }

  /// How many there are of each class of faults, or of warnings.
  func counts(areWarnings: Bool) -> JSON {
    .object(
      counts.filter { warnings.contains($0.key) == areWarnings }.sorted { $0.key < $1.key }
        .map { .init($0.key, JSON($0.value)) })
  }
}
