/// What this build is.
enum Release {
  /// The version, as `--version` and table `run` have it.
  static let version = "0.1.0"
}
