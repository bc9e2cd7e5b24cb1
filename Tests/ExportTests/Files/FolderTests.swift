import Base
import Foundation
import Testing

@testable import Export

@Suite struct FolderTests {
  private let workshop: Workshop
  private let files = FileManager.default

  init() throws { workshop = try Workshop() }

  /// Makes an export with one file that says `text`.
  private func publish(_ text: String) throws {
    let folder = try Folder(workshop.output)
    try folder.prepare()
    let writer = try FileWriter("train.jsonl", in: folder.staging)
    try writer.writeLine { $0.append(contentsOf: text.utf8) }
    let file = try writer.finish()
    try Manifest.write(
      ["tool": "seedbed", "files": [["name": .string(file.name)]]], into: folder.staging)
    try folder.publish()
    folder.discardStaging()
  }

  private var names: [String] {
    (try? files.contentsOfDirectory(atPath: workshop.folder))?.sorted() ?? []
  }

  @Test func `an earlier export is replaced and nothing else is left`() throws {
    try publish("one")
    try publish("two")
    #expect(workshop.text("train.jsonl") == "two\n")
    #expect(names == ["out"])
  }

  @Test func `an empty folder and one behind a link are taken`() throws {
    let real = workshop.folder + "/real"
    try files.createDirectory(atPath: real, withIntermediateDirectories: false)
    try files.createSymbolicLink(atPath: workshop.output, withDestinationPath: real)
    try publish("one")
    try publish("two")
    #expect(workshop.text("train.jsonl") == "two\n")
    #expect(try files.destinationOfSymbolicLink(atPath: workshop.output) == real)
  }

  @Test func `folders above that are missing are made`() throws {
    let folder = try Folder(workshop.folder + "/a/b/out/")
    try folder.prepare()
    try folder.publish()
    #expect(files.fileExists(atPath: workshop.folder + "/a/b/out"))
  }

  @Test func `a folder with other files is refused`() throws {
    try files.createDirectory(atPath: workshop.output, withIntermediateDirectories: false)
    #expect(files.createFile(atPath: workshop.output + "/notes.txt", contents: Data()))
    #expect(
      throws: ExportError(
        "\(workshop.output) holds files and no export of Seedbed: give a new folder or empty it")
    ) { try Folder(workshop.output) }
    let manifest = Data(#"{"tool": "other", "files": []}"#.utf8)
    #expect(files.createFile(atPath: workshop.output + "/manifest.json", contents: manifest))
    #expect(throws: ExportError.self) { try Folder(workshop.output) }
    #expect(names == ["out"])
  }

  @Test func `a file of someone else within our export is not lost`() throws {
    try publish("one")
    #expect(files.createFile(atPath: workshop.output + "/notes.txt", contents: Data()))
    #expect(
      throws: ExportError(
        """
        \(workshop.output) holds notes.txt, which is not part of its export: move it away or give \
        a new folder
        """)
    ) { try publish("two") }
    #expect(workshop.text("train.jsonl") == "one\n")
  }

  @Test func `a file in the place of the folder is refused`() throws {
    #expect(files.createFile(atPath: workshop.output, contents: Data()))
    #expect(throws: ExportError("\(workshop.output) is a file: give a folder")) {
      try Folder(workshop.output)
    }
  }

  @Test func `what a killed process left behind is removed, what a living one makes is not`() throws
  {
    let living = workshop.folder + "/.out.seedbed-1"
    for path in [workshop.folder + "/.out.seedbed-4194999", living] {
      try files.createDirectory(atPath: path, withIntermediateDirectories: false)
    }
    try publish("one")
    #expect(names == [".out.seedbed-1", "out"])
  }
}
