import Access
import Accounts
import HTTPTypes
import Incidents
import Logging
import Sensing
import SensorThings

extension Problem {
    /// The domain says no: 404 for what the address names and nobody knows, 422 for a field, 409 for what the state forbids.
    init(_ refusal: Refusal) {
        let code = refusal.code.rawValue
        let status: HTTPResponse.Status =
            if code.hasSuffix(".version-moved") || code.hasSuffix(".duplicate") {
                .conflict
            } else if refusal.field != nil || Self.aboutInput.contains(String(refusal.code.family)) {
                .unprocessableContent
            } else if code.hasSuffix(".unknown") {
                .notFound
            } else {
                .conflict
            }
        self.init(status, code: code, title: "Refused", detail: refusal.message, field: refusal.field)
    }

    /// Families of codes that speak of what was typed in, not of the state of a matter.
    private static let aboutInput: Set<String> = ["text", "code", "place", "report", "kind", "photo"]

    init(_ refusal: ReadingRefusal) {
        switch refusal {
        case .unknownDatastream: self.init(.notFound, code: refusal.code, title: "Refused", detail: refusal.message)
        case .notFinite: self.init(.unprocessableContent, code: refusal.code, title: "Refused", detail: refusal.message, field: "result")
        case .tooFarAhead, .tooOld:
            self.init(.unprocessableContent, code: refusal.code, title: "Refused", detail: refusal.message, field: "phenomenonTime")
        }
    }

    init(_ refusal: SensorThingsRefusal) {
        let status: HTTPResponse.Status =
            switch refusal.code {
            case .malformed: .badRequest
            case .tooMuch: .contentTooLarge
            case .missingField, .wrongType, .wrongValue: .unprocessableContent
            }
        let field = refusal.field.isEmpty ? nil : refusal.field
        self.init(status, code: refusal.code.rawValue, title: "Refused", detail: refusal.message, field: field)
    }

    /// The access table says no.
    init(_ reason: Decision.Reason) {
        let status: HTTPResponse.Status = reason == .matterClosed ? .conflict : reason == .purposeMissing ? .unprocessableContent : .forbidden
        self.init(status, code: reason.rawValue, title: "Not allowed", detail: reason.message, field: reason == .purposeMissing ? "purpose" : nil)
    }

    static func from(_ fault: AccountFault, logger: Logger) -> Problem {
        switch fault {
        case .locked: .fault("locked", message: fault.description, logger: logger)
        case .corrupt: .fault("corrupt", message: fault.description, logger: logger)
        case .diskFull: .fault("diskFull", message: fault.description, logger: logger)
        case .unusable: .fault("io", message: fault.description, logger: logger)
        case .busy, .outOfMemory: .overloaded
        }
    }
}
