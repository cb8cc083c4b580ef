import City
import EventLog
import Foundation
import Incidents
import Operations
import Wildfire

/// What of the pictures goes on record: the first forecast, which people acted on, and how the attack went.
extension FireRoom {
    /// Writes what is new into the incident's timeline, each once, whatever is restarted in between.
    func record(_ picture: FirePicture, of incident: Incident) async {
        await note(Self.forecastWords(picture), named: "forecast", on: incident)
        for step in [AttackRecord.Step.contained, .out] where picture.attack.contains(where: { $0.step == step.rawValue }) {
            await note(Self.attackWords(picture), named: step.rawValue, on: incident)
        }
    }

    private func note(_ text: String, named name: String, on incident: Incident) async {
        let actor = Actor(kind: .system, name: "fire-room", role: "system", center: incident.owner)
        do {
            try await desk.submit(
                incident: incident.id, .note(AddNote(text: text)), by: actor, command: CommandID("fire/\(incident.id)/\(name)"))
        } catch is Refusal {
            return  // The incident was merged or closed a moment ago; its own events say how it ended.
        } catch {
            onFault("The forecast of incident \(incident.id) is not on record: \(error)")
        }
    }

    static func forecastWords(_ picture: FirePicture) -> String {
        let areas = picture.horizons.map { ($0.hours, number($0.expected), number($0.high)) }
        let zh = areas.map { "\($0.0) 小时 \($0.1) km²（上限 \($0.2)）" }.joined(separator: "，")
        let en = areas.map { "\($0.0) h \($0.1) km² (at most \($0.2))" }.joined(separator: ", ")
        let wind = "\(number(picture.weather.windSpeed.value)) km/h \(number(picture.weather.windFrom.value))°"
        var words = ["首次蔓延推演：\(zh)；风 \(wind)；成员 \(picture.members)", "First forecast: \(en); wind \(wind); \(picture.members) members"]
        if let first = picture.roads?.teams.first(where: { $0.seconds != nil }), let seconds = first.seconds {
            words[0] += "；最近队伍 \(first.name.zh) \(number(seconds / 60)) 分钟"
            words[1] += "; nearest team \(first.name.en) in \(number(seconds / 60)) min"
        }
        return words.joined(separator: " / ")
    }

    static func attackWords(_ picture: FirePicture) -> String {
        let held = picture.isHeld.map { $0 ? ("初战控制", "held in initial attack") : ("初战未控制", "escaped initial attack") }
        func line(_ names: [String: String]) -> String {
            picture.attack.map { mark in
                let span = mark.afterMinutes.map { " +\(number($0)) min" } ?? ""
                let area = mark.squareKilometres.map { " \(number($0 * 100)) ha" } ?? ""
                return "\(names[mark.step] ?? mark.step)\(span)\(area)"
            }.joined(separator: " → ")
        }
        let zh = line(["detected": "发现", "confirmed": "核实", "attacked": "首队到场", "contained": "控制", "out": "扑灭"])
        return "初战记录（面积为推演值）：\(zh)；\(held?.0 ?? "") / Initial attack (areas by the forecast): \(line([:])); \(held?.1 ?? "")"
    }

    /// Two digits are as many as a forecast has.
    private static func number(_ value: Double) -> String {
        value >= 10 ? String(Int(value.rounded())) : String(format: value >= 1 ? "%.1f" : "%.2f", value)
    }
}
