import Base
import Generate
import Import

/// What the flags of `generate glan` mean.
struct GlanFlags {
  let invocation: Invocation

  /// What per-stage flags begin with.
  static let prefixes = ["taxonomy", "subject", "syllabus", "question", "answer"]

  /// What the flags of each stage begin with.
  static let prefix = [
    "fields": "taxonomy", "taxonomy": "taxonomy", "subjects": "subject", "syllabi": "syllabus",
    "questions": "question", "answers": "answer",
  ]

  /// True if the model is asked for the disciplines, too.
  var isTree: Bool { invocation.isSet("--taxonomy") }

  /// The stages that may be asked for, by their names.
  var stages: [String] { (isTree ? Glan.taxonomyStageNames : []) + Glan.stageNames }

  /// The values that hold where no other flag says otherwise.
  var preset: Preset {
    let name = invocation.text("--preset")
    return Preset.all.first { $0.name == name } ?? .standard
  }

  /// How many of what, and down to which stage.
  func extent() throws -> Glan.Extent {
    var extent = preset.extent
    func count(_ name: String, _ value: inout Int, most: Int = 1_000_000) throws {
      value = try invocation.int(name, in: 1...most) ?? value
    }
    try count("--subjects", &extent.subjects)
    try count("--subject-samples", &extent.subjectSamples, most: 1000)
    try count("--sessions", &extent.sessions, most: 1000)
    try count("--concepts", &extent.concepts, most: 1000)
    try count("--questions", &extent.questions)
    try count("--questions-per-draw", &extent.questionsPerDraw, most: 100)
    try count("--answers", &extent.answers, most: 1000)
    extent.twoSessionRatio =
      try invocation.share("--two-session-ratio") ?? extent.twoSessionRatio
    extent.difficulty = try difficulty() ?? extent.difficulty
    extent.until = invocation.text("--until") ?? extent.until
    if !isTree { try refuseTaxonomyFlags(extent.until) }
    return extent
  }

  private func difficulty() throws -> Difficulty? {
    guard let typed = invocation.text("--difficulty") else { return nil }
    if let difficulty = Difficulty(typed) { return difficulty }
    throw UsageError.value(
      typed, of: "--difficulty",
      allowed: Difficulty.named.map(\.text).joined(separator: ", ")
        + ", or LOW..HIGH with depths from 0 to 1, such as 0.5..1")
  }

  private func refuseTaxonomyFlags(_ until: String) throws {
    let counts = ["--fields", "--subfields", "--subfield-disciplines"]
    if let flag = counts.first(where: { invocation.isSet($0) }) {
      throw UsageError("\(flag) says how large a taxonomy to ask for: add --taxonomy")
    }
    guard !Glan.taxonomyStageNames.contains(until) else {
      throw UsageError("--until \(until) needs a stage that asks for a taxonomy: add --taxonomy")
    }
  }

  /// Where it starts.
  func disciplines() throws -> Disciplines {
    var names = invocation.texts("--discipline")
    let file = invocation.text("--disciplines")
    guard !isTree || names.isEmpty && file == nil else {
      throw UsageError(
        "--taxonomy asks for disciplines: leave --discipline and --disciplines out")
    }
    if file == "builtin" {
      guard names.isEmpty else {
        throw UsageError("--disciplines builtin has all: leave --discipline out")
      }
      return .builtin
    }
    if let file { names += try orUsageError("--disciplines") { try InputFile(file).disciplines() } }
    if let empty = names.firstIndex(where: { $0.isBlank }) {
      throw UsageError("--discipline number \(empty + 1) is empty: give a name")
    }
    return names.isEmpty ? .all : .named(names)
  }
}
