#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

exit(
  await Program(table: .seedbed, console: .standard())
    .main(Array(CommandLine.arguments.dropFirst())).rawValue)
