import Foundation
import Incidents
import Operations
import Testing

/// A value inside another one, where the generic coding is used.
private struct Wrapped<Value: Encodable>: Encodable {
    let value: Value
}

@Suite("What writes its fields itself writes what the generic coding writes")
struct PlainJSONTests {
    private static let title = #"{"zh":"危岩 \"松动\"","en":"Rock \\ loose"}"#
    private static let fullClock =
        #"{"kind":"report/first","startedAt":"2026-07-01T08:00:00.000Z","pausedFor":0.5,"pausedAt":"2026-07-01T08:01:00.000Z","#
        + #""warnAt":"2026-07-01T08:02:00.250Z","dueAt":"2026-07-01T08:03:00.000Z","warnedAt":"2026-07-01T08:02:01.000Z","#
        + #""breachedAt":"2026-07-01T08:03:01.000Z","stoppedAt":"2026-07-01T08:04:00.000Z","calendar":"continuous","escalateTo":"50","#
        + #""escalationCount":2}"#
    private static let bareClock =
        #"{"kind":"close","startedAt":"1969-12-31T23:59:59.999Z","pausedFor":0,"warnAt":"2026-12-31T08:00:00.000Z","#
        + #""dueAt":"2026-12-31T09:00:00.000Z","calendar":"continuous","escalationCount":0}"#
    private static let fullOpening =
        #"{"id":"I-000001","kind":"landslide","title":\#(title),"point":{"latitude":29,"longitude":106.123456},"place":"崖下\n路口","#
        + #""township":"500109001","district":"500109","owner":"500109","grade":"I","alert":"A-000001","exercise":true,"synthetic":false,"#
        + #""approximate":true,"site":"cliff"}"#
    private static let bareOpening =
        #"{"id":"I-000002","kind":"other","title":{"zh":"","en":""},"point":{"latitude":-0.5,"longitude":1e-07},"township":"a","district":"b","#
        + #""owner":"c","grade":"IV","exercise":false,"synthetic":true,"approximate":false}"#
    private static let fullDraft =
        #"{"step":"tell","title":\#(title),"department":"emergency","team":"drone-1","skill":"drone","center":"500109","post":"p","#
        + #""acknowledgeWithin":180,"doneWithin":0.25,"means":"drone"}"#
    private static let bareDraft = #"{"title":{"zh":"查","en":"look"},"center":"5","acknowledgeWithin":1,"doneWithin":86400}"#
    private static let notice =
        #"{"id":"N-1","incident":"I-1","title":\#(title),"text":{"zh":"甲","en":"a"},"owner":"5","dueAt":"2026-07-01T08:00:00.000Z","#
        + #""exercise":false,"synthetic":true,"recipients":[{"post":"p","center":"5","department":"fire"},{"post":"q","center":"6"}]}"#

    @Test("an opening is written whole and bare")
    func opening() throws {
        try check(IncidentOpened.self, #"{"incident":\#(Self.fullOpening),"clocks":[\#(Self.fullClock),\#(Self.bareClock)],"rollCallEvery":900}"#)
        try check(IncidentOpened.self, #"{"incident":\#(Self.bareOpening),"clocks":[],"rollCallEvery":0}"#)
    }

    @Test("a plan that ran is written with its tasks and their sending")
    func plan() throws {
        try check(PlanRun.self, #"{"playbook":"p","version":3,"grade":"II","steps":["a","b"],"notices":["c"]}"#)
        try check(PlanRun.self, #"{"grade":"IV","steps":[],"notices":[]}"#)
        try check(TaskCreated.self, #"{"task":"t1","draft":\#(Self.fullDraft)}"#)
        try check(TaskCreated.self, #"{"task":"t2","draft":\#(Self.bareDraft)}"#)
        try check(TaskSent.self, #"{"task":"t1","clocks":[\#(Self.bareClock)]}"#)
    }

    private static let alertNotice =
        #"{"id":"A-1.verify.1","title":\#(title),"text":{"zh":"甲","en":"a"},"owner":"5","dueAt":"2026-07-01T08:00:00.000Z","exercise":true,"#
        + #""synthetic":false,"recipients":[{"post":"p","center":"5","deputy":true}],"alert":"A-1","reason":"escalation"}"#

    private static let roundNotice = alertNotice.replacingOccurrences(of: #""alert":"A-1""#, with: #""rainRound":"RR-000001""#)

    @Test("a notice is written with its recipients, about an incident, an alert and a rain round")
    func notices() throws {
        try check(NoticeIssued.self, Self.notice)
        try check(NoticeIssued.self, Self.alertNotice)
        try check(NoticeIssued.self, Self.roundNotice)
    }

    /// Inside another value the generic coding is used, so the two ways stand side by side. The text is the expected result itself: a field
    /// that one of them forgets shows.
    private func check<Body: Codable & Equatable>(_ type: Body.Type, _ text: String) throws {
        let body = try JSONDecoder().decode(type, from: Data(text.utf8))
        let plain = try JSONBytes.encode(body)
        #expect(String(decoding: plain, as: UTF8.self) == text)
        #expect(String(decoding: try JSONBytes.encode(Wrapped(value: body)), as: UTF8.self) == #"{"value":\#(text)}"#)
        #expect(try JSONDecoder().decode(type, from: Data(plain)) == body)
    }
}
