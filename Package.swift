// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
]

/// A library of Seedbed: `Sources/<name>`, tested by `Tests/<name>Tests`.
func library(
  _ name: String, _ dependencies: [Target.Dependency], linkerSettings: [LinkerSetting] = []
) -> Target {
  .target(
    name: name, dependencies: dependencies, swiftSettings: strict,
    linkerSettings: linkerSettings)
}

/// The tests of a library: they mirror its files.
func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

let package = Package(
  name: "seedbed",
  platforms: [.macOS(.v26)],
  products: [.executable(name: "seedbed", targets: ["seedbed"])],
  targets: [
    .systemLibrary(
      name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(
      name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(
      name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CRename"),
    .target(name: "CEmbedded"),
    .target(name: "CMentions"),
    // Rounding of Double calls libm, which nothing else here would link.
    library(
      "Base", ["CCrypto", "CEmbedded"],
      linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
    library("Store", ["Base", "CSQLite"]),
    library("Client", ["Base", "CCurl"]),
    library("Engine", ["Base", "Store", "Client"]),
    library("Curate", ["Base", "Store", "Engine", "CMentions"]),
    library("Generate", ["Base", "Store", "Client", "Engine", "Curate"]),
    library("Formats", ["Base"]),
    library("Import", ["Base", "Store", "Formats"]),
    library("Export", ["Base", "Store", "Curate", "Formats", "Import", "CRename"]),
    library("Report", ["Base", "Store"]),
    .executableTarget(
      name: "seedbed",
      dependencies: [
        "Base", "Store", "Client", "Engine", "Curate", "Generate", "Formats", "Import",
        "Export", "Report",
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "similarity-bench", dependencies: ["Curate"], path: "Benchmarks/Similarity",
      swiftSettings: strict),
    .target(
      name: "TestSupport", dependencies: ["Formats", "Base"], path: "Tests/TestSupport",
      swiftSettings: strict),
    // The double as a program, for the clients of others.
    .executableTarget(
      name: "model-double", dependencies: ["TestSupport"], path: "Tests/Endpoint",
      swiftSettings: strict),
    tests("BaseTests", ["Base"]),
    tests("StoreTests", ["Store", "Base", "TestSupport"]),
    tests("ClientTests", ["Client", "Base", "TestSupport"]),
    tests("EngineTests", ["Engine", "Store", "Client", "Base", "TestSupport"]),
    tests("CurateTests", ["Curate", "Store", "Base", "TestSupport"]),
    tests(
      "GenerateTests",
      ["Generate", "Import", "Curate", "Engine", "Store", "Client", "Base", "TestSupport"]),
    tests("ImportTests", ["Import", "Store", "Base", "TestSupport"]),
    tests("FormatsTests", ["Formats", "Base", "TestSupport"]),
    tests(
      "ExportTests", ["Export", "Import", "Formats", "Curate", "Store", "Base", "TestSupport"]),
    tests("ReportTests", ["Report", "Store", "Base", "TestSupport"]),
    tests("CommandTests", ["seedbed", "Engine", "Client", "Store", "Base", "TestSupport"]),
    // These drive the built tool, which lies beside the test bundle.
    tests("BinaryTests", ["seedbed", "Base", "CSQLite", "TestSupport"]),
  ],
  cLanguageStandard: .c2x
)
