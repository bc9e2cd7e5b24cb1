/// Completions for zsh: specifications for `_arguments`.
struct ZshCompletions {
  let table: CommandTable

  /// The script: a file `_seedbed` in a folder of `fpath`, or something to be sourced.
  var script: String {
    """
    #compdef seedbed
    # Completions of seedbed \(table.version) for zsh, from: seedbed completions zsh
    _seedbed() {
      local command=$words[2]
      if (( CURRENT == 2 )); then
        _seedbed_describe \(described(table.firstWords))
        return
      fi
      case $command in
    \(families)
        help)
          if (( CURRENT == 3 )); then
            _seedbed_describe \(described(table.firstWords))
          fi
          return ;;
        *) shift words; (( CURRENT-- )) ;;
      esac
      case $command in
    \(table.commands.map(arguments).joined(separator: "\n"))
      esac
    }
    _seedbed_describe() {
      local -a offered
      offered=("$@")
      _describe command offered
    }
    if [ "$funcstack[1]" = _seedbed ]; then _seedbed "$@"; else compdef _seedbed seedbed; fi

    """
  }

  private func described(_ words: [(word: String, summary: String)]) -> String {
    words.map { Shell.quoted("\($0.word):\($0.summary)") }.joined(separator: " ")
  }

  private var families: String {
    table.families.map { family in
      """
          \(family.word))
            if (( CURRENT == 3 )); then
              _seedbed_describe \(described(table.secondWords(family)))
              return
            fi
            command="$words[2] $words[3]"
            shift 2 words; (( CURRENT -= 2 )) ;;
      """
    }.joined(separator: "\n")
  }

  private func arguments(_ command: Command) -> String {
    let specifications = CompletionFlag.all(of: command).flatMap(specifications)
    let lines = (specifications + [Shell.quoted("*:file:_files")]).map { "        \($0)" }
    return "    \(Shell.quoted(command.name))) _arguments -s -S \\\n"
      + lines.joined(separator: " \\\n") + " ;;"
  }

  private func specifications(_ flag: CompletionFlag) -> [String] {
    let names = [flag.name, flag.alias].compactMap(\.self)
    // A flag that was given is not offered again, under neither name.
    let before =
      flag.isRepeatable ? "*" : names.count > 1 ? "(\(names.joined(separator: " ")))" : ""
    return names.map { name in
      Shell.quoted("\(before)\(name)[\(escaped(flag.summary))]\(value(flag.value))")
    }
  }

  private func value(_ value: CompletionFlag.Value) -> String {
    switch value {
    case .nothing: ""
    case .oneOf(let choices): ":value:(\(choices.joined(separator: " ")))"
    case .file: ":file:_files"
    case .text(let variable): ":\(escaped(variable)): "
    }
  }

  private func escaped(_ text: String) -> String {
    text.reduce(into: "") { $0 += "[]:\\".contains($1) ? "\\\($1)" : String($1) }
  }
}
