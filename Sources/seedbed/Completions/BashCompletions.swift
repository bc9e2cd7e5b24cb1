/// Completions for bash: a function that looks at the words before the cursor.
struct BashCompletions {
  let table: CommandTable

  /// The script; where it offers nothing, bash offers files.
  var script: String {
    """
    # Completions of seedbed \(table.version) for bash, from: seedbed completions bash
    _seedbed() {
      local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]} flags=
      COMPREPLY=()
      if [ "$COMP_CWORD" -eq 1 ]; then
        _seedbed_offer \(words(table.firstWords))
        return
      fi
      case $command in
    \(families)
        help)
          if [ "$COMP_CWORD" -eq 2 ]; then _seedbed_offer \(words(table.firstWords)); fi
          return ;;
      esac
      case $command in
    \(commands)
      esac
      case $cur in -*) _seedbed_offer "$flags" ;; esac
    }
    _seedbed_offer() { COMPREPLY=($(compgen -W "$1" -- "$cur")); }
    complete -o bashdefault -o default -F _seedbed seedbed

    """
  }

  private func words(_ words: [(word: String, summary: String)]) -> String {
    Shell.quoted(words.map(\.word).joined(separator: " "))
  }

  private var families: String {
    table.families.map { family in
      """
          \(family.word))
            if [ "$COMP_CWORD" -eq 2 ]; then _seedbed_offer \(words(table.secondWords(family))); return; fi
            command="$command ${COMP_WORDS[2]}" ;;
      """
    }.joined(separator: "\n")
  }

  private var commands: String {
    table.commands.map { command in
      let flags = CompletionFlag.all(of: command)
      let names = flags.flatMap { [$0.name] + [$0.alias].compactMap(\.self) }
      let values = flags.compactMap(value).joined(separator: "\n")
      return """
            \(Shell.quoted(command.name)))
              flags=\(Shell.quoted(names.joined(separator: " ")))
              case $prev in
        \(values)
              esac ;;
        """
    }.joined(separator: "\n")
  }

  /// What is offered after `flag`; nil if that is no matter of its own.
  private func value(_ flag: CompletionFlag) -> String? {
    let pattern = [flag.name, flag.alias].compactMap(\.self).joined(separator: "|")
    switch flag.value {
    case .nothing: return nil
    case .oneOf(let choices):
      return "        \(pattern)) _seedbed_offer "
        + "\(Shell.quoted(choices.joined(separator: " "))); return ;;"
    case .file: return "        \(pattern)) return ;;"
    case .text:
      return "        \(pattern)) compopt +o bashdefault +o default 2>/dev/null; return ;;"
    }
  }
}
