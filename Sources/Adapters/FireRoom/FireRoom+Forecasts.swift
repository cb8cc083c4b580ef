import City
import FireFiles
import Foundation
import Incidents
import Wildfire

/// The forecast of the weather over a forest as a screen shows it.
public struct ForecastLabel: Encodable, Hashable, Sendable {
    public enum State: String, Encodable, Sendable {
        case current
        /// Issued too long ago: nothing is reckoned with it.
        case old
    }

    public let issuedAt: Instant
    public let source: String
    public let receivedAt: Instant
    public let from: Instant
    public let until: Instant
    public let state: State

    init(_ held: HeldForecast, at now: Instant) {
        let forecast = held.forecast
        (issuedAt, source, receivedAt) = (forecast.issuedAt, forecast.source, held.receivedAt)
        (from, until) = (forecast.start, forecast.end)
        state = forecast.isCurrent(at: now) ? .current : .old
    }
}

/// What became of a forecast that was handed in.
public struct ForecastTaken: Encodable, Sendable {
    public let forest: String
    public let hours: Int
    public let forecast: ForecastLabel
    /// What it lacks, and what is done instead.
    public let doubts: [LocalizedText]
}

extension FireRoom {
    /// Takes the forecast of a forest, makes it durable, and has the pictures of its fires made anew.
    ///
    /// - Parameters:
    ///   - bytes: CSV as `ForecastFile` reads it.
    ///   - issuedAt: nil where the file says it.
    ///   - source: nil where the file says it.
    ///   - usual: taken for the source where nobody says it.
    ///   - sender: whoever hands it in.
    /// - Returns: nil where there is no such forest. Throws `Refusal`, `ForecastShelf.Fault`.
    public func takeForecast(
        of forest: String, _ bytes: [UInt8], issuedAt: Instant?, source: String?, otherwise usual: String?, by sender: String
    ) async throws -> ForecastTaken? {
        guard let forest = forests.first(where: { $0.id == forest }) else { return nil }
        let read: ForecastFile.Read
        do throws(ForecastFile.Refusal) {
            read = try ForecastFile.read("forecast", bytes, issuedAt: issuedAt, source: source, otherwise: usual, now: now())
        } catch {
            throw Self.refusal(error)
        }
        if let held = forecasts[forest.id], held.forecast.issuedAt > read.forecast.issuedAt {
            throw Refusal(
                "forecast.older",
                "The forest has a forecast that was issued at \(held.forecast.issuedAt.rfc3339); this one is from \(read.forecast.issuedAt.rfc3339).")
        }
        let held = HeldForecast(forecast: read.forecast, receivedAt: now(), by: sender)
        try shelf?.keep(held, of: forest.id)
        hold(held, of: forest)
        await pass()
        return ForecastTaken(
            forest: forest.id, hours: read.forecast.hours.count, forecast: ForecastLabel(held, at: now()), doubts: read.doubts)
    }

    private static func refusal(_ fault: ForecastFile.Refusal) -> Refusal {
        switch fault.rule {
        case .rows: Refusal("forecast.rows", fault.description, field: "body")
        case .issue: Refusal("forecast.issue", fault.description, field: "issued")
        case .past: Refusal("forecast.past", fault.description, field: "body")
        }
    }

    /// The forecast that may be reckoned with; nil where there is none, or it is too old.
    func currentForecast(of forest: Forest) -> WeatherForecast? {
        forecasts[forest.id].flatMap { $0.forecast.isCurrent(at: now()) ? $0.forecast : nil }
    }

    func forecastLabel(of forest: Forest) -> ForecastLabel? { forecasts[forest.id].map { ForecastLabel($0, at: now()) } }

    /// What was kept before a restart.
    func readShelf() {
        guard let shelf else { return }
        for forest in forests {
            do throws(ForecastShelf.Fault) {
                guard let held = try shelf.read(forest.id) else { continue }
                // One may have come in while this was being read.
                if forecasts[forest.id].map({ $0.forecast.issuedAt < held.forecast.issuedAt }) ?? true { hold(held, of: forest) }
            } catch {
                onFault(error.description)
            }
        }
    }

    /// Reads the files that the package names again where they have changed. What is wrong with one is told once.
    func readForecastFiles() {
        for forest in forests {
            guard let name = forest.forecast else { continue }
            let path = URL(fileURLWithPath: folder).appending(path: name).path
            // swallowed because a file that is not there is one that nobody has delivered yet.
            guard let changed = (try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate] as? Date,
                filesReadAt[forest.id] != changed
            else { continue }
            filesReadAt[forest.id] = changed
            do {
                let bytes = try FileHandle(forReadingFrom: URL(fileURLWithPath: path)).read(upToCount: ForecastFile.bytesMax + 1) ?? Data()
                let read = try ForecastFile.read(name, [UInt8](bytes), now: now())
                guard forecasts[forest.id].map({ $0.forecast.issuedAt <= read.forecast.issuedAt }) ?? true else { continue }
                hold(HeldForecast(forecast: read.forecast, receivedAt: now(), by: nil), of: forest)
            } catch {
                onFault("The forecast of forest \(forest.id) is not taken: \(error)")
            }
        }
    }

    private func hold(_ held: HeldForecast, of forest: Forest) {
        forecasts[forest.id] = held
        dangers[forest.id] = nil
    }
}
