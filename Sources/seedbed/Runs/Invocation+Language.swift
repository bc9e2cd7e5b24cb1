import Curate

extension Invocation {
  /// The language that --language names, by its English name where it is known: ja is Japanese.
  func language() -> String? { text("--language").map(Language.canonicalName) }
}
