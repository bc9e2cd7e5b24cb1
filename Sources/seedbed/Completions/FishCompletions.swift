/// Completions for fish: a `complete` for each word and flag.
struct FishCompletions {
  let table: CommandTable

  /// The script.
  var script: String {
    """
    # Completions of seedbed \(table.version) for fish, from: seedbed completions fish
    function __seedbed_words --description 'whether the command line begins with these words'
        set -l typed (commandline -opc)
        set -e typed[1]
        test (count $typed) -ge (count $argv); or return 1
        test (count $argv) -eq 0; or test "$typed[1..$(count $argv)]" = "$argv"
    end
    function __seedbed_next --description 'whether these words are all there is yet'
        test (count (commandline -opc)) -eq (math (count $argv) + 1); and __seedbed_words $argv
    end
    complete -c seedbed -e
    \(lines.joined(separator: "\n"))

    """
  }

  private var lines: [String] {
    next([], table.firstWords) + next(["help"], table.firstWords)
      + table.families.flatMap { next([$0.word], table.secondWords($0)) }
      + table.commands.flatMap { command in
        CompletionFlag.all(of: command).map { flag($0, of: command) }
      }
  }

  private func next(_ before: [String], _ words: [(word: String, summary: String)]) -> [String] {
    let condition = Shell.quoted((["__seedbed_next"] + before).joined(separator: " "))
    return words.map {
      "complete -c seedbed -n \(condition) -f -a \($0.word) -d \(Shell.quoted($0.summary))"
    }
  }

  private func flag(_ flag: CompletionFlag, of command: Command) -> String {
    let condition = Shell.quoted("__seedbed_words \(command.name)")
    let name = flag.name.dropFirst(2)
    let alias = flag.alias.map { " -s \($0.dropFirst())" } ?? ""
    let value =
      switch flag.value {
      case .nothing: ""
      case .oneOf(let choices): " -x -a \(Shell.quoted(choices.joined(separator: " ")))"
      case .file: " -r -F"
      case .text: " -x"
      }
    return "complete -c seedbed -n \(condition) -l \(name)\(alias)\(value)"
      + " -d \(Shell.quoted(flag.summary))"
  }
}
