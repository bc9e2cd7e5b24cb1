/// The colours of the style sheet: eight that stay apart for people with any colour vision (Okabe and
/// Ito, 2008), and the rail below a bar.
enum Palette {
  /// What is kept, or the only series.
  static let kept = 0
  /// What a rule dropped, or a doubt.
  static let dropped = 1
  /// What failed or was rejected.
  static let failed = 5
  /// What is out for another reason.
  static let other = 7
  /// What a bar runs on.
  static let rail = 8

  /// The colour of the series `index`; after eight they come again.
  static func series(_ index: Int) -> Int { index % 8 }
}
