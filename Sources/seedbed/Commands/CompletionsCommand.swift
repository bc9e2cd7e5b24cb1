extension Command {
  /// `seedbed completions`.
  static let completions = Command(
    "completions", "SHELL", summary: "print what a shell needs to complete commands and flags",
    details: """
      SHELL is \(Shell.allCases.map(\.rawValue).listed("or")). An installation brings them along; \
      otherwise put the output where the shell \
      looks for completions.
      """,
    examples: [
      "seedbed completions bash > ~/.local/share/bash-completion/completions/seedbed",
      "seedbed completions zsh > ~/.zfunc/_seedbed",
      "seedbed completions fish > ~/.config/fish/completions/seedbed.fish",
    ]
  ) { try printCompletions($0) }
}

private func printCompletions(_ invocation: Invocation) throws -> ExitStatus {
  let typed = invocation.operands[0]
  guard let shell = Shell(rawValue: typed) else {
    throw UsageError.value(typed, of: "SHELL", choices: Shell.allCases.map(\.rawValue))
  }
  try invocation.console.output.write(shell.script(.seedbed))
  return .done
}
