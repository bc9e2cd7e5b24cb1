internal import Base

extension Format {
  /// OpenAI's chat format, which nearly every trainer reads.
  ///
  /// Every row has the one key `messages`, so the first row has all keys that any row has.
  static let messages = Format(
    name: "messages",
    summary: """
      A row is {"messages": [{"role": …, "content": …}, …]} with the roles system (where there is \
      one), user and assistant. Read by TRL, Axolotl, MLX-LM, Together, Azure and others.
      """,
    fileName: { "\($0.name).jsonl" },
    append: { row, bytes in
      bytes.append(contentsOf: #"{"messages":["#.utf8)
      if let system = row.system {
        append("system", system, to: &bytes)
        bytes.append(UInt8(ascii: ","))
      }
      for (index, turn) in row.turns.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        append("user", turn.prompt, to: &bytes)
        bytes.append(UInt8(ascii: ","))
        append("assistant", turn.answer, to: &bytes)
      }
      bytes.append(contentsOf: "]}".utf8)
    })

  private static func append(_ role: StaticString, _ content: String, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: #"{"role":""#.utf8)
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: role.utf8Start, count: role.utf8CodeUnitCount))
    bytes.append(contentsOf: #"","content":"#.utf8)
    JSON.append(content, to: &bytes)
    bytes.append(UInt8(ascii: "}"))
  }
}
