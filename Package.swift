// swift-tools-version: 6.3
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let argumentParser: Target.Dependency =
  .product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "lede",
  products: [
    .library(name: "StoryParsing", targets: ["StoryParsing"]),
    .executable(name: "lede", targets: ["lede"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/LebJe/TOMLKit", exact: "0.6.0"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
  ],
  targets: [
    // Bytes inside the binary, and C that Swift cannot write.
    .target(name: "CLexicon", exclude: ["Lists"]),
    .target(name: "CCollection", exclude: ["Stories", "credits.txt"]),
    .target(name: "CCharacterNames", exclude: ["names.txt"]),
    .target(name: "CSignals"),
    .target(name: "CCurl"),
    .systemLibrary(name: "CPseudoTerminal"),
    .systemLibrary(name: "CNcurses", providers: [.apt(["libncursesw5-dev"])]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CLzma", providers: [.apt(["liblzma-dev"])]),
    .systemLibrary(name: "CZstd", providers: [.apt(["libzstd-dev"])]),

    // A row may import only rows above it.
    .target(name: "StoryParsing", dependencies: ["CLexicon"], swiftSettings: strict),
    .target(name: "StoryQuery", dependencies: ["StoryParsing"], swiftSettings: strict),
    .target(
      name: "StorySources",
      dependencies: [
        "StoryQuery", "StoryParsing", "CCharacterNames", "CCurl", "CZlib", "CLzma", "CZstd",
      ],
      swiftSettings: strict),
    .target(
      name: "StoryArchive",
      dependencies: [
        "StoryQuery", "StoryParsing", .product(name: "GRDB", package: "GRDB.swift"),
      ], swiftSettings: strict),
    .target(
      name: "ReaderUI",
      dependencies: ["StoryQuery", "StoryParsing", .product(name: "TOMLKit", package: "TOMLKit")],
      swiftSettings: strict),
    .target(
      name: "Curses", dependencies: ["ReaderUI", "CNcurses", "CSignals"],
      swiftSettings: strict + [.defaultIsolation(MainActor.self)]),
    .executableTarget(
      name: "lede",
      dependencies: [
        "StoryParsing", "StoryQuery", "StorySources", "StoryArchive", "ReaderUI", "Curses",
        "CCollection", argumentParser, .product(name: "TOMLKit", package: "TOMLKit"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "lede-workshop",
      dependencies: [
        "StoryParsing", "StoryQuery", "StorySources", "StoryArchive", "ReaderUI", "CCollection",
        "CPseudoTerminal", argumentParser,
      ],
      exclude: ["NewsText", "Training/README.md", "Training/clusters.py"],
      swiftSettings: strict),

    .systemLibrary(name: "CVTerm", path: "Tests/CVTerm", providers: [.apt(["libvterm-dev"])]),
    .testTarget(
      name: "StoryParsingTests", dependencies: ["StoryParsing"], exclude: ["Gold"],
      swiftSettings: strict),
    .testTarget(
      name: "StoryQueryTests", dependencies: ["StoryQuery", "StoryParsing"], exclude: ["Gold"],
      swiftSettings: strict),
    .testTarget(
      name: "StorySourcesTests", dependencies: ["StorySources", "StoryParsing", "CZlib"],
      exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "StoryArchiveTests",
      dependencies: [
        "StoryArchive", "StoryQuery", "StoryParsing", .product(name: "GRDB", package: "GRDB.swift"),
      ],
      exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "ReaderUITests", dependencies: ["ReaderUI", "StoryQuery", "StoryParsing"],
      swiftSettings: strict),
    .testTarget(
      name: "LedeTests",
      dependencies: [
        "lede", "ReaderUI", "Curses", "StoryParsing", "StorySources", "StoryArchive",
        "CCollection", "CVTerm",
      ],
      swiftSettings: strict),
  ],
  cLanguageStandard: .c2x
)

// libFuzzer brings the entry point of this one, so only `make fuzz` can link it.
if Context.environment["LEDE_FUZZ_BUILD"] != nil {
  package.targets.append(
    .executableTarget(
      name: "lede-fuzz", dependencies: ["StoryParsing", "StoryQuery", "StorySources"],
      swiftSettings: strict))
  package.products.append(.executable(name: "lede-fuzz", targets: ["lede-fuzz"]))
}
