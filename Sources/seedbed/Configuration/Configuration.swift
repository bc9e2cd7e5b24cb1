import Base
import FoundationEssentials

/// The endpoints that the user has given names, in two files of the same form.
///
/// `$XDG_CONFIG_HOME/seedbed/config.json` (by default below `~/.config`, as the XDG Base Directory
/// Specification has it) holds for all projects, `seedbed.json` in the working folder for one: an
/// endpoint there takes the place of one of the same name.
struct Configuration: Sendable {
  /// By name.
  private(set) var endpoints: [String: EndpointSettings] = [:]
  /// The files that were looked for, whether they are there or not.
  let files: [String]

  /// Reads what files there are.
  ///
  /// - Throws: ``UsageError`` naming the file and the field that cannot be used.
  init(environment: [String: String], folder: String = "") throws {
    files = [Configuration.userFile(environment), folder + "seedbed.json"].compactMap(\.self)
    for file in files where FileManager.default.fileExists(atPath: file) {
      let read = try Configuration.endpoints(file)
      endpoints.merge(read) { _, project in project }
    }
  }

  /// The endpoint called `name`.
  func endpoint(_ name: String) throws(UsageError) -> EndpointSettings {
    if let found = endpoints[name] { return found }
    let names = endpoints.keys.sorted()
    let advice =
      Suggestion.closest(to: name, among: names).map { "did you mean \($0)?" }
      ?? (names.isEmpty
        ? "name it in \(files.listed("or"))" : "there are \(names.listed("and"))")
    throw UsageError("no endpoint is called \"\(name)\": \(advice)")
  }

  private static func userFile(_ environment: [String: String]) -> String? {
    let place = environment["XDG_CONFIG_HOME"] ?? ""
    // The specification wants relative paths ignored.
    if place.hasPrefix("/") { return place + "/seedbed/config.json" }
    guard let home = environment["HOME"], !home.isEmpty else { return nil }
    return home + "/.config/seedbed/config.json"
  }

  private static func endpoints(_ file: String) throws -> [String: EndpointSettings] {
    guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
      throw UsageError("\(file) cannot be read as UTF-8 text")
    }
    let json = try orUsageError(file) { try JSON(parsing: text) }
    let whole = try SettingsReader(json, file: file, place: "", known: ["endpoints"])
    var endpoints: [String: EndpointSettings] = [:]
    for member in try whole.members("endpoints") {
      guard !member.name.isEmpty else { throw UsageError("\(file): an endpoint has no name") }
      endpoints[member.name] = try EndpointSettings(member.value, name: member.name, file: file)
    }
    return endpoints
  }
}
