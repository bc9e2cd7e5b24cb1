extension Invocation {
  /// The command line as a shell would take it, for table `run`.
  var line: String {
    let flags = command.flags.flatMap { flag in
      guard isSet(flag.name) else { return [String]() }
      return flag.variable == nil
        ? [flag.name] : texts(flag.name).flatMap { [flag.name, Invocation.quoted($0)] }
    }
    return (["seedbed"] + command.words + operands.map(Invocation.quoted) + flags)
      .joined(separator: " ")
  }

  private static func quoted(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy {
      Unicode.Scalar($0).properties.isAlphabetic || "0123456789-_./:=,+@%".utf8.contains($0)
    }
    return isPlain && !word.isEmpty
      ? word
      : "'"
        + word.split(separator: "'", omittingEmptySubsequences: false)
        .joined(separator: #"'\''"#) + "'"
  }
}
