import City
import Incidents

/// How it stands with the picture that a drone pushes to a media server.
public struct PushedPicture: Codable, Hashable, Sendable {
    public enum State: String, Codable, Sendable, CaseIterable {
        case asked
        case started
        /// The drone said no, or nothing.
        case failed
        case stopAsked
        case stopped
        /// The drone said no to ending it, or nothing: it may still push.
        case notStopped
    }

    public internal(set) var state: State
    public internal(set) var since: Instant
    /// How often it was asked to push, and how often to end it.
    public internal(set) var askedCount: Int
    public internal(set) var stopAskedCount: Int
    /// The number that the drone gave for a no.
    public internal(set) var resultCode: Int?

    /// Somebody is to be told rather than a drone asked for ever.
    static let askedMax = 3
}

/// A picture is pushed only while the drone is out to look: it is asked for once it has left its dock, and ended when it turns back.
extension Flight {
    /// True while the drone is to be asked to push its picture; after a no or a silence again, half a minute later.
    public func wantsPicture(at moment: Instant) -> Bool {
        guard isWatched else { return false }
        guard let picture else { return true }
        return picture.state == .failed && picture.askedCount < PushedPicture.askedMax && moment.since(picture.since) >= Self.answerWithin
    }

    /// True while the drone is to be asked to push its picture no more. One that did not answer may push all the same.
    public func owesPictureStop(at moment: Instant) -> Bool {
        guard !isWatched, let picture else { return false }
        return switch picture.state {
        case .asked, .started: true
        case .failed: picture.resultCode == nil
        case .notStopped: picture.stopAskedCount < PushedPicture.askedMax && moment.since(picture.since) >= Self.answerWithin
        case .stopAsked, .stopped: false
        }
    }

    var pictureDue: Due<FlightCommand>? {
        guard let picture, picture.state == .asked || picture.state == .stopAsked else { return nil }
        return Due(
            at: picture.since.advanced(by: Self.answerWithin), command: .notePictureUnanswered,
            key: "picture/\(picture.askedCount).\(picture.stopAskedCount)")
    }

    func notePictureUnanswered(at moment: Instant) -> [FlightEvent] {
        guard let due = pictureDue, due.at <= moment else { return [] }
        return picture?.state == .asked
            ? [.pictureFailed(FlightPictureFailed(droneName: droneName, resultCode: nil))]
            : [.pictureNotStopped(FlightPictureNotStopped(droneName: droneName, resultCode: nil))]
    }

    func pictureNews(_ report: FlightReport) -> [FlightEvent] {
        switch report {
        case .pictureStarted where isPicture(.asked, .failed): [.pictureStarted(FlightPictureStarted(droneName: droneName))]
        case .pictureRefused(let code) where isPicture(.asked): [.pictureFailed(FlightPictureFailed(droneName: droneName, resultCode: code))]
        case .pictureStopped where isPicture(.stopAsked, .notStopped): [.pictureStopped(FlightPictureStopped(droneName: droneName))]
        case .pictureStopRefused(let code) where isPicture(.stopAsked):
            [.pictureNotStopped(FlightPictureNotStopped(droneName: droneName, resultCode: code))]
        default: []
        }
    }

    private func isPicture(_ states: PushedPicture.State...) -> Bool { picture.map { states.contains($0.state) } ?? false }

    mutating func takePicture(_ event: FlightEvent, at moment: Instant) {
        var next = picture ?? PushedPicture(state: .asked, since: moment, askedCount: 0, stopAskedCount: 0)
        next.since = moment
        switch event {
        case .pictureAsked:
            next.state = .asked
            next.askedCount += 1
        case .pictureStarted: next.state = .started
        case .pictureFailed(let body):
            next.state = .failed
            next.resultCode = body.resultCode
        case .pictureStopAsked:
            next.state = .stopAsked
            next.stopAskedCount += 1
        case .pictureStopped: next.state = .stopped
        case .pictureNotStopped(let body):
            next.state = .notStopped
            next.resultCode = body.resultCode
        default: return
        }
        picture = next
    }
}
