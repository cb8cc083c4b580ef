import City
import HazardKit
import Testing

@testable import Incidents

@Suite("Folding")
struct EvolveTests {
    @Test("there is a sample of every event")
    func samples() {
        #expect(Set(Samples.alert.map(Samples.number)) == Set(0...15))
        #expect(Set(Samples.incident.map(Samples.number)) == Set(0...50))
    }

    @Test("every event on every state of an alert is taken or passed over, and an end stays an end")
    func alertIsTotal() throws {
        for (name, state) in try AlertMatrixTests.states() {
            for event in Samples.alert {
                let next = Alert.evolve(state, event, at: Fixture.start, by: Fixture.desk)
                if state == nil {
                    if case .raised = event { #expect(next?.state == .raised) } else { #expect(next == nil, "\(event.type) on nothing") }
                } else if let state, !state.state.isOpen {
                    #expect(next?.state == state.state, "\(event.type) on \(name)")
                    #expect(next?.grade == state.grade && next?.condition == state.condition && next?.evidence == state.evidence)
                }
                #expect(next?.id == state?.id || state == nil)
            }
        }
    }

    @Test("every event on every state of an incident and its task is taken or passed over; a second opening changes nothing")
    func incidentIsTotal() throws {
        var states = try IncidentMatrixTests.states().map(\.1)
        states += try TaskMatrixTests.ways.map { try IncidentStory.withTask($0.1).incident }
        for state in states {
            for event in Samples.incident {
                let next = Incident.evolve(state, event, at: Fixture.start, by: Fixture.system)
                switch event {
                case .opened: #expect(state == nil ? next?.id == "i7" : next == state)
                case .noteAdded: #expect(next == state)
                default: #expect(next?.id == state?.id)
                }
            }
        }
    }

    @Test("an event of a task that is not there leaves the incident as it was")
    func unknownTask() throws {
        let story = try IncidentStory()
        for event in Samples.task {
            switch event {
            case .created, .takenOver: continue
            default: break
            }
            #expect(Incident.evolve(story.incident, .task(event), at: Fixture.start, by: Fixture.system) == story.incident)
        }
    }

    @Test("an ended task is not moved by any event")
    func endedTask() throws {
        for (state, story) in try TaskMatrixTests.stories() where [.closed, .cancelled, .moved].contains(state) {
            for event in Samples.task {
                let next = Incident.evolve(story.incident, .task(event), at: Fixture.start, by: Fixture.system)
                #expect(next?.tasks.first?.state == state, "\(event.body) on \(state)")
            }
        }
    }
}
