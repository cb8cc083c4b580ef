// swift-tools-version: 6.2
import PackageDescription

/// The hazards this build carries: one folder under `Sources/Hazards/` and one line here.
let hazards = [
    "Landslide",
    "Wildfire",
]

/// How much of the tree a build takes in. `pure` needs nothing but the toolchain, `stores` adds SQLite and files,
/// `all` adds the server. `make test-pure` and `make test-stores` set it; nobody else needs to.
let scope = Context.environment["BAYU_SCOPE"] ?? "all"
let hasStores = scope != "pure"
let hasServer = scope != "pure" && scope != "stores"

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

func room(_ name: String, in row: String, uses: [Target.Dependency] = [], exclude: [String] = [], resources: [Resource] = []) -> Target {
    .target(name: name, dependencies: uses, path: "Sources/\(row)/\(name)", exclude: exclude, resources: resources, swiftSettings: strict)
}

func tests(_ name: String, uses: [Target.Dependency], resources: [Resource] = []) -> Target {
    .testTarget(name: name, dependencies: uses, path: "Tests/\(name)", resources: resources, swiftSettings: strict)
}

func support(_ name: String, uses: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: uses, path: "Tests/\(name)", swiftSettings: strict)
}

let domain: [Target] = [
    room("City", in: "Domain"),
    room("Geo", in: "Domain", uses: ["City"]),
    room("HazardKit", in: "Domain", uses: ["City", "Geo"]),
    room("Incidents", in: "Domain", uses: ["City", "Geo", "HazardKit"]),
    room("Sensing", in: "Domain", uses: ["City", "Geo", "HazardKit"]),
    room("Evacuation", in: "Domain", uses: ["City", "Incidents"]),
    room("RainRounds", in: "Domain", uses: ["City", "HazardKit", "Incidents"]),
    room("Access", in: "Domain", uses: ["City"]),
    room("Cameras", in: "Domain", uses: ["City", "Geo"]),
    room("Drones", in: "Domain", uses: ["City", "Geo", "Cameras", "Incidents"]),
    room("Terrain", in: "Domain"),
    room("PointCloud", in: "Domain", uses: []),
    room("Geology", in: "Domain"),
    room("Roads", in: "Domain", uses: ["City", "Geo"]),
]

let hazardRooms: [Target] = hazards.map { room($0, in: "Hazards", uses: ["City", "Geo", "HazardKit", "Sensing"], exclude: ["README.md"]) }

let pureRooms: [Target.Dependency] = ["City", "Geo", "HazardKit", "Incidents", "Evacuation", "RainRounds", "Sensing", "Access", "Cameras", "Drones"]

let ports: [Target] = [
    room("EventLog", in: "Ports", uses: ["City"]),
    room("Keys", in: "Ports", uses: ["City"]),
    room("Attachments", in: "Ports", uses: ["City"]),
    room("Readings", in: "Ports", uses: ["City", "HazardKit"]),
    room("TravelTimes", in: "Ports", uses: ["City", "Geo", "Roads"]),
    room("Gateways", in: "Ports", uses: ["City"]),
    room("CameraGateway", in: "Ports", uses: ["City", "Cameras"]),
    room("DroneGateway", in: "Ports", uses: ["City", "Drones"]),
]

let operations: [Target] = [
    .target(
        name: "Operations",
        dependencies: pureRooms + ["EventLog", "Keys", "Attachments", "Readings", "TravelTimes", "Gateways", "CameraGateway", "DroneGateway"],
        path: "Sources/Operations", swiftSettings: strict)
]

/// Adapters that need nothing but the toolchain: parsers and writers over bytes.
let codecs: [Target] = [
    room("SensorThings", in: "Adapters", uses: ["Sensing", "Readings", "City", "HazardKit"]),
    room("PointFiles", in: "Adapters", uses: ["Terrain"]),
    room("AsciiGrids", in: "Adapters"),
    room("GeologyFiles", in: "Adapters", uses: ["Geology", "AsciiGrids"]),
    room("FireFiles", in: "Adapters", uses: ["Wildfire", "City", "Geo"], resources: [.copy("Resources")]),
    room(
        "FireWatch", in: "Adapters", uses: ["CameraGateway", "Cameras", "City", "EventLog", "HazardKit", "Operations", "Wildfire"]),
    .target(name: "COnnxRuntime", path: "Sources/Adapters/COnnxRuntime"),
    room("OnnxModel", in: "Adapters", uses: ["COnnxRuntime", "Wildfire"]),
]

let pureTests: [Target] = [
    tests("SensorThingsTests", uses: ["SensorThings", "Sensing", "Readings", "City", "HazardKit"]),
    support("EventLogContract", uses: ["EventLog", "City"]),
    support("AttachmentsContract", uses: ["Attachments", "City"]),
    tests("CityTests", uses: ["City"]),
    tests("GeoTests", uses: ["Geo", "City", "TravelTimes"]),
    tests("IncidentsTests", uses: ["Incidents", "City", "HazardKit"]),
    tests("EvacuationTests", uses: ["Evacuation", "Incidents", "City", "HazardKit"]),
    tests("RainRoundsTests", uses: ["RainRounds", "Incidents", "City", "HazardKit"]),
    tests("SensingTests", uses: ["Sensing", "City", "HazardKit"]),
    tests("AccessTests", uses: ["Access", "City"]),
    tests("CamerasTests", uses: ["Cameras", "City", "Geo"]),
    support("CameraContract", uses: ["CameraGateway", "Cameras", "City"]),
    tests("DronesTests", uses: ["Drones", "Incidents", "City", "Geo", "HazardKit"]),
    support("DroneContract", uses: ["DroneGateway", "Drones", "City"]),
    tests("DroneGatewayTests", uses: ["DroneGateway", "DroneContract", "Drones", "City"]),
    tests("CameraGatewayTests", uses: ["CameraGateway", "CameraContract", "Cameras", "City"]),
    tests("TerrainTests", uses: ["Terrain", "PointFiles"], resources: [.copy("Fixtures")]),
    tests("PointFilesTests", uses: ["PointFiles", "Terrain"]),
    tests("PointCloudTests", uses: ["PointCloud"]),
    tests("GeologyTests", uses: ["Geology", "GeologyFiles"]),
    tests("FireFilesTests", uses: ["FireFiles", "Wildfire", "City", "Geo"], resources: [.copy("Fixtures")]),
    tests("RoadsTests", uses: ["Roads", "TravelTimes", "Geo", "City"]),
    tests("HazardsTests", uses: ["City", "Geo", "HazardKit", "Sensing", "Landslide", "Wildfire"], resources: [.copy("Fixtures")]),
    tests("AttachmentsTests", uses: ["Attachments", "AttachmentsContract", "EventLog", "City"]),
    tests("EventLogTests", uses: ["EventLog", "EventLogContract", "City"]),
    tests(
        "OperationsTests",
        uses: [
            "Operations", "EventLog", "EventLogContract", "Keys", "Attachments", "Readings", "TravelTimes", "Gateways", "CameraGateway",
            "DroneGateway",
        ]
            + pureRooms),
    tests("GatewaysTests", uses: ["Gateways", "City"]),
    tests("TidyTests", uses: []),
]

let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let sqlite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let subprocess: Target.Dependency = .product(name: "Subprocess", package: "swift-subprocess")
let log: Target.Dependency = .product(name: "Logging", package: "swift-log")

let stores: [Target] = [
    .systemLibrary(name: "CShapelib", path: "Sources/Adapters/CShapelib", pkgConfig: "shapelib", providers: [.apt(["libshp-dev"])]),
    .systemLibrary(
        name: "CMosquitto", path: "Sources/Adapters/CMosquitto", pkgConfig: "libmosquitto", providers: [.apt(["libmosquitto-dev"])]),
    .systemLibrary(name: "CGDAL", path: "Sources/Adapters/CGDAL", pkgConfig: "gdal", providers: [.apt(["libgdal-dev"])]),
    .systemLibrary(name: "CZlib", path: "Sources/Adapters/CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CSodium", path: "Sources/Adapters/CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
    room("EventLogSQLite", in: "Adapters", uses: ["EventLog", "City", grdb, sqlite, crypto]),
    room("KeysSQLite", in: "Adapters", uses: ["Keys", "City", grdb, crypto]),
    room("AttachmentsFiles", in: "Adapters", uses: ["Attachments", "City", crypto]),
    room("ReadingsSQLite", in: "Adapters", uses: ["Readings", "HazardKit", "City", grdb]),
    room("CityFiles", in: "Adapters", uses: ["City", "Geo", "HazardKit", "Sensing", "Access", "Cameras", "Drones", "AsciiGrids", "CShapelib", yams]),
    room("OpenStreetMap", in: "Adapters", uses: ["Roads", "CZlib"]),
    room("GDALRasters", in: "Adapters", uses: ["CGDAL"]),
    room("RoadFiles", in: "Adapters", uses: ["Roads", "Geo", "City", "CZlib"]),
    room(
        "FireRoom", in: "Adapters",
        uses: ["Wildfire", "FireFiles", "Roads", "Operations", "EventLog", "Incidents", "HazardKit", "Geo", "City", yams]),
    room("CameraFFmpeg", in: "Adapters", uses: ["CameraGateway", "Cameras", "City", subprocess]),
    room("DronesMQTT", in: "Adapters", uses: ["DroneGateway", "Drones", "City", "CMosquitto"]),
    room("Accounts", in: "Adapters", uses: ["Access", "City", "CSodium", grdb, crypto]),
]

let storeTests: [Target] = [
    .executableTarget(
        name: "LogCrashProbe", dependencies: ["EventLogSQLite", "EventLog", "EventLogContract", "City"], path: "Tests/LogCrashProbe",
        swiftSettings: strict),
    tests(
        "EventLogSQLiteTests",
        uses: [
            "EventLogSQLite", "KeysSQLite", "Keys", "EventLog", "EventLogContract", "LogCrashProbe", "City", "Geo", "HazardKit", "Incidents",
            "Operations", "TravelTimes", grdb, crypto,
        ]),
    tests("AttachmentsFilesTests", uses: ["AttachmentsFiles", "Attachments", "AttachmentsContract", "City"]),
    tests("ReadingsSQLiteTests", uses: ["ReadingsSQLite", "Readings", "HazardKit", "City", grdb]),
    tests("CityFilesTests", uses: ["CityFiles", "City", "Geo", "HazardKit", "Sensing", "Landslide", "Wildfire", "Cameras", "Drones"]),
    tests("OpenStreetMapTests", uses: ["OpenStreetMap", "Roads", "City", "CZlib"]),
    tests("GDALRastersTests", uses: ["GDALRasters"]),
    tests("RoadFilesTests", uses: ["RoadFiles", "Roads", "Geo", "City"]),
    tests("FireRoomTests", uses: ["FireRoom", "Wildfire", "Roads", "Geo", "City", "HazardKit", "Incidents"]),
    tests("CameraFFmpegTests", uses: ["CameraFFmpeg", "CameraContract", "CameraGateway", "Cameras", "City"]),
    tests(
        "FireWatchTests",
        uses: [
            "FireWatch", "FireFiles", "CameraFFmpeg", "CameraGateway", "Cameras", "City", "Wildfire", "Operations", "EventLog", "Keys",
            "Attachments", "Geo", "HazardKit", "Incidents", "TravelTimes",
        ]),
    tests("OnnxModelTests", uses: ["OnnxModel", "Wildfire"], resources: [.copy("Fixtures")]),
    tests(
        "DronesMQTTTests", uses: ["DronesMQTT", "DroneContract", "DroneGateway", "Drones", "City"], resources: [.copy("Fixtures")]),
    tests("AccountsTests", uses: ["Accounts", "Access", "City", grdb]),
]

let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let nio: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")

let server: [Target] = [
    room(
        "Notify", in: "Adapters",
        uses: ["Gateways", "City", crypto, log, .product(name: "AsyncHTTPClient", package: "async-http-client"), nio, nioHTTP1]),
    room(
        "HotSpots", in: "Adapters",
        uses: ["HazardKit", "Geo", "City", .product(name: "AsyncHTTPClient", package: "async-http-client"), nio, nioHTTP1]),
    room("Console", in: "Adapters", uses: [], resources: [.copy("Resources")]),
    room(
        "API", in: "Adapters",
        uses: pureRooms + [
            "EventLog", "Readings", "Operations", "SensorThings", "Accounts", "Notify", "Gateways", "Console", "Keys", "Attachments", "CameraGateway",
            "DroneGateway", "PointCloud", "Geology", "FireRoom", "HotSpots",
            hummingbird,
            nio, nioHTTP1,
            httpTypes, crypto, log,
            .product(name: "HummingbirdCore", package: "hummingbird"),
            .product(name: "HummingbirdTLS", package: "hummingbird"),
            .product(name: "HummingbirdHTTP2", package: "hummingbird"),
            .product(name: "NIOSSL", package: "swift-nio-ssl"),
            .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            .product(name: "UnixSignals", package: "swift-service-lifecycle"),
        ]),
    room(
        "Scenarios", in: "Adapters",
        uses: [
            "Operations", "EventLog", "City", "Geo", "Sensing", "HazardKit", "Incidents", "Evacuation", "Landslide", "CityFiles", "Readings", log,
        ],
        resources: [.copy("Fixtures")]),
    .plugin(name: "ListHazards", capability: .buildTool(), dependencies: ["HazardLister"]),
    .executableTarget(name: "HazardLister", path: "Plugins/HazardLister", swiftSettings: strict),
    .target(
        name: "InstalledHazards", dependencies: ["HazardKit"] + hazards.map { .byName(name: $0) }, path: "Sources/Hazards/InstalledHazards",
        swiftSettings: strict, plugins: ["ListHazards"]),
    .executableTarget(
        name: "bayu",
        dependencies: pureRooms + [
            "Operations", "EventLog", "Keys", "Attachments", "Readings", "TravelTimes", "Gateways", "EventLogSQLite", "KeysSQLite",
            "AttachmentsFiles", "ReadingsSQLite", "CityFiles", "CameraGateway", "CameraFFmpeg", "DroneGateway", "DronesMQTT",
            "Accounts", "Notify", "API", "Console", "Scenarios", "Landslide", "InstalledHazards", "Terrain", "PointFiles", "PointCloud", "Geology",
            "GeologyFiles", "Wildfire", "FireFiles", "OnnxModel", "Roads", "OpenStreetMap", "RoadFiles", "GDALRasters", "FireRoom", "FireWatch",
            "HotSpots", hummingbird,
            log,
            .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            .product(name: "ArgumentParser", package: "swift-argument-parser"),
        ],
        path: "Sources/bayu", swiftSettings: strict),
]

let serverTests: [Target] = [
    tests(
        "NotifyTests", uses: ["Notify", "Gateways", "City", nio, nioHTTP1, .product(name: "NIOPosix", package: "swift-nio"), log]),
    tests("HotSpotsTests", uses: ["HotSpots", "HazardKit", "Geo", "City"]),
    tests(
        "ScenariosTests",
        uses: [
            "Scenarios", "CityFiles", "Operations", "EventLog", "Keys", "Readings", "TravelTimes", "Sensing", "InstalledHazards", "Incidents", "City",
            log,
        ]),
    tests(
        "APITests",
        uses: pureRooms + [
            "API", "Operations", "EventLog", "Keys", "Attachments", "Readings", "TravelTimes", "Notify", "CameraGateway", "DroneGateway", hummingbird,
            nio, httpTypes,
            log,
            .product(name: "HummingbirdTesting", package: "hummingbird"),
            .product(name: "HummingbirdCore", package: "hummingbird"),
            .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            .product(name: "UnixSignals", package: "swift-service-lifecycle"),
        ]),
]

let storePackages: [Package.Dependency] = [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2"),
]

let serverPackages: [Package.Dependency] = [
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
]

let package = Package(
    name: "bayu",
    dependencies: (hasStores ? storePackages : []) + (hasServer ? serverPackages : []),
    targets: domain + hazardRooms + ports + operations + codecs + pureTests + (hasStores ? stores + storeTests : [])
        + (hasServer ? server + serverTests : [])
)
