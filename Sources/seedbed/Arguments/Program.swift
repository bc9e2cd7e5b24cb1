/// The program: a table of commands and where its words go.
struct Program: Sendable {
  /// The commands.
  let table: CommandTable
  /// Where output and talk go.
  let console: Console

  /// Does what `arguments` (without the program's name) ask for.
  ///
  /// Errors become one sentence on standard error and an exit status. A reader of standard output
  /// who leaves early (`seedbed query … | head`) is no error.
  func main(_ arguments: [String]) async -> ExitStatus {
    do {
      let status = try await perform(arguments)
      try console.output.flush()
      return status
    } catch {
      return report(error, console)
    }
  }

  private func perform(_ arguments: [String]) async throws -> ExitStatus {
    switch try Request(arguments, in: table) {
    case .version:
      try console.output.write("seedbed \(table.version)\n")
    case .help(let named):
      let text = Help(table: table).text(for: named)
      guard !arguments.isEmpty else {
        console.talk.print(text)
        return .usage
      }
      try console.output.write(text)
    case .run(let command, let arguments):
      return await run(try Invocation(arguments, for: command, console: console))
    }
    return .done
  }

  private func run(_ invocation: Invocation) async -> ExitStatus {
    do {
      return try await invocation.command.run(invocation)
    } catch {
      return report(error, invocation.console)
    }
  }

  private func report(_ error: any Error, _ console: Console) -> ExitStatus {
    if error is Output.ReaderGone { return .done }
    try? console.output.flush()
    switch error {
    case is CancellationError:
      console.talk.fail("interrupted")
      return .interrupted
    case let interrupted as Interrupted:
      console.talk.fail("\(interrupted)")
      return .interrupted
    default:
      console.talk.fail("\(error)")
      return error is UsageError ? .usage : .failed
    }
  }
}
