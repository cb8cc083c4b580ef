import Attachments
import AttachmentsContract
import City
import EventLog
import Testing

@Suite("Attachments in memory")
struct AttachmentsMemoryTests {
    @Test("the store in memory keeps the contract", arguments: AttachmentsContract.clauses)
    func contract(clause: AttachmentsContract.Clause) async throws {
        let contract = AttachmentsContract(
            make: { AttachmentsMemory(sha256: { SHA256Digest.hash($0) }) },
            fillDisk: { await ($0 as? AttachmentsMemory)?.fail(with: AttachmentFault(.diskFull, "the disk is full")) })
        try await clause.check(contract)
    }

    @Test("a digest in hex is told from a path and from another spelling")
    func wellFormed() {
        let digest = AttachmentDigest(bytes: [UInt8](repeating: 0x0F, count: 32))
        #expect(digest.rawValue == String(repeating: "0f", count: 32) && digest.isWellFormed)
        for name in ["", "0f", "../" + String(repeating: "0f", count: 31), String(repeating: "0F", count: 32)] {
            #expect(!AttachmentDigest(name).isWellFormed, "\(name)")
        }
    }
}
