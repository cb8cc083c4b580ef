import CMosquitto
import Foundation
import Synchronization

/// One connection to an MQTT broker (3.1.1), kept up on a thread of its own for as long as it runs.
///
/// Each attempt is a new client: libmosquitto sends again what an old connection has not confirmed, and an order to a drone must never go out
/// minutes later.
final class BrokerLine: Sendable {
    /// What the line tells, on its thread.
    enum News: Sendable {
        case up
        case down(String)
        case message(topic: String, payload: [UInt8])
        /// A message longer than is taken; it was not copied.
        case tooLong
    }

    /// Two brokers must not throw each other's clients out, so every process has a name of its own.
    private let clientName: String
    private let address: BrokerAddress
    private let trust: BrokerTrust
    private let topics: [String]
    private let tell: @Sendable (News) -> Void
    private let state = Mutex(State())
    /// Why no TLS came about, as far as it was said. Apart from `state`: the library calls its log while it holds a lock of its own, and takes
    /// that same lock in calls that are made while `state` is held.
    private let tlsFault = Mutex<String?>(nil)
    private let stopping = NSCondition()

    private struct State {
        /// The client of libmosquitto as an address, zero where there is none.
        var client: UInt = 0
        /// The topics that the broker has granted to this connection.
        var grantedCount = 0
        /// What the broker itself has said against this connection.
        var refusal: String?
        var isUp = false
        var isStopped = false
    }

    /// The longest message that is read; a dock's largest, its live capabilities, has some kilobytes.
    static let messageBytesMax = 65_536
    /// A broker that says nothing for one and a half of these is gone.
    static let keepAliveSeconds: Int32 = 15
    private static let waitMilliseconds: Int32 = 200
    /// `SSL_VERIFY_PEER` of OpenSSL.
    private static let verifyPeer: Int32 = 1
    private static let pauseFirst = 1.0
    /// A broker that comes back is found within half a minute.
    private static let pauseMax = 30.0

    init(
        address: BrokerAddress, trust: BrokerTrust, clientName: String, topics: [String], tell: @escaping @Sendable (News) -> Void
    ) {
        self.address = address
        self.trust = trust
        self.clientName = clientName
        self.topics = topics
        self.tell = tell
        mosquitto_lib_init()
    }

    func start() {
        let thread = Thread { [self] in work() }
        thread.name = "drone-broker"
        thread.start()
    }

    /// The thread ends at its next wait, a fifth of a second away.
    func stop() {
        state.withLock { $0.isStopped = true }
        stopping.lock()
        stopping.broadcast()
        stopping.unlock()
    }

    /// Hands a message to the connection that is up now; false where none is. It is confirmed by the broker (QoS 1) or lost with the connection.
    func publish(_ payload: [UInt8], to topic: String) -> Bool {
        state.withLock { state in
            guard state.isUp, let client = OpaquePointer(bitPattern: state.client) else { return false }
            return mosquitto_publish(client, nil, topic, Int32(payload.count), payload, 1, false) == MOSQ_ERR_SUCCESS.code
        }
    }

    // MARK: The thread

    private var isStopped: Bool { state.withLock { $0.isStopped } }

    private func work() {
        var pause = Self.pauseFirst
        while !isStopped {
            let began = Date()
            let reason = connection()
            guard !isStopped else { break }
            tell(.down(reason))
            // A connection that held for a while begins anew with short pauses.
            if Date().timeIntervalSince(began) > Self.pauseMax { pause = Self.pauseFirst }
            wait(pause)
            pause = min(pause * 2, Self.pauseMax)
        }
    }

    private func wait(_ seconds: TimeInterval) {
        let until = Date().addingTimeInterval(seconds)
        stopping.lock()
        while !isStopped, stopping.wait(until: until) {}
        stopping.unlock()
    }

    /// Connects and stays until the connection ends; returns why it did.
    private func connection() -> String {
        let box = Unmanaged.passUnretained(self).toOpaque()
        guard let client = mosquitto_new(clientName, true, box) else { return "no memory for a connection" }
        state.withLock { state in
            state.client = UInt(bitPattern: client)
            state.grantedCount = 0
            state.refusal = nil
        }
        tlsFault.withLock { $0 = nil }
        defer {
            state.withLock { state in
                state.client = 0
                state.isUp = false
            }
            mosquitto_destroy(client)
        }
        if let fault = prepare(client) { return fault }
        var code = mosquitto_connect(client, address.host, Int32(address.port), Self.keepAliveSeconds)
        while code == MOSQ_ERR_SUCCESS.code, !isStopped { code = mosquitto_loop(client, Self.waitMilliseconds, 1) }
        let reason = code == MOSQ_ERR_ERRNO.code ? String(cString: strerror(errno)) : String(cString: mosquitto_strerror(code))
        if isStopped { mosquitto_disconnect(client) }
        return state.withLock { $0.refusal } ?? tlsFault.withLock { $0 } ?? reason
    }

    private func prepare(_ client: OpaquePointer) -> String? {
        mosquitto_threaded_set(client, true)
        mosquitto_connect_callback_set(client, brokerConnected)
        mosquitto_subscribe_callback_set(client, brokerGranted)
        mosquitto_message_callback_set(client, brokerMessage)
        mosquitto_log_callback_set(client, brokerLogged)
        if let credentials = trust.credentials { mosquitto_username_pw_set(client, credentials.user, credentials.password) }
        guard address.tls else { return nil }
        let known =
            if let authorities = trust.authorities { mosquitto_tls_set(client, authorities, nil, nil, nil, nil) } else {
                mosquitto_int_option(client, MOSQ_OPT_TLS_USE_OS_CERTS, 1)
            }
        guard known == MOSQ_ERR_SUCCESS.code else { return "the authorities for TLS cannot be read: " + String(cString: mosquitto_strerror(known)) }
        // Said outright, whatever the library holds for its standard: a broker that cannot be checked is none.
        let checked = mosquitto_tls_opts_set(client, Self.verifyPeer, nil, nil)
        return checked == MOSQ_ERR_SUCCESS.code ? nil : "TLS cannot be set up: " + String(cString: mosquitto_strerror(checked))
    }

    /// What the library says of a failed handshake only in its log, as an error. Other lines name topics, which are anybody's words.
    fileprivate func logged(_ level: Int32, _ line: String) {
        guard level == Int32(MOSQ_LOG_ERR) else { return }
        if line.contains("host name verification failed") {
            let words = "the broker's certificate is for another name than \(address.host). Name the broker as its certificate does"
            tlsFault.withLock { $0 = words }
        } else if line.contains("certificate verify failed") {
            let words =
                "the broker's certificate is out of date, or not signed by an authority that is trusted here. "
                + "Name a PEM file of its authority with --drone-broker-ca"
            // A wrong name is reported as a failed check too, after it was said in so many words.
            tlsFault.withLock { $0 = $0 ?? words }
        }
    }

    fileprivate func connected(_ client: OpaquePointer, _ code: Int32) {
        guard code == 0 else { return state.withLock { $0.refusal = String(cString: mosquitto_connack_string(code)) } }
        for topic in topics where mosquitto_subscribe(client, nil, topic, 1) != MOSQ_ERR_SUCCESS.code {
            // Without its topics a line is deaf: it is given up, and tried anew.
            mosquitto_disconnect(client)
            return
        }
    }

    /// Only now does the broker pass on what is said: before its word a message would be lost.
    fileprivate func granted(_ client: OpaquePointer, _ grants: UnsafeBufferPointer<Int32>) {
        guard grants.allSatisfy({ (0...2).contains($0) }) else {
            state.withLock { $0.refusal = "the broker refuses the topics of the drones" }
            mosquitto_disconnect(client)
            return
        }
        let isWhole = state.withLock { state in
            state.grantedCount += 1
            guard state.grantedCount == topics.count else { return false }
            state.isUp = true
            return true
        }
        if isWhole { tell(.up) }
    }

    fileprivate func came(_ message: mosquitto_message) {
        // What a broker has kept is of another time: a drone is not there any more.
        guard !message.retain, let topic = message.topic else { return }
        guard message.payloadlen <= Self.messageBytesMax else { return tell(.tooLong) }
        let payload = message.payload.map { [UInt8](UnsafeRawBufferPointer(start: $0, count: Int(message.payloadlen))) } ?? []
        tell(.message(topic: String(cString: topic), payload: payload))
    }
}

extension mosq_err_t {
    fileprivate var code: Int32 { Int32(rawValue) }
}

// Functions of the file and no closures: a closure written inside an isolated place would carry that isolation onto the library's thread.

private func brokerConnected(_ client: OpaquePointer?, _ box: UnsafeMutableRawPointer?, _ code: Int32) {
    guard let client, let box else { return }
    Unmanaged<BrokerLine>.fromOpaque(box).takeUnretainedValue().connected(client, code)
}

private func brokerGranted(
    _ client: OpaquePointer?, _ box: UnsafeMutableRawPointer?, _ message: Int32, _ count: Int32, _ grants: UnsafePointer<Int32>?
) {
    guard let client, let box else { return }
    Unmanaged<BrokerLine>.fromOpaque(box).takeUnretainedValue().granted(client, UnsafeBufferPointer(start: grants, count: Int(count)))
}

private func brokerMessage(_ client: OpaquePointer?, _ box: UnsafeMutableRawPointer?, _ message: UnsafePointer<mosquitto_message>?) {
    guard let box, let message else { return }
    Unmanaged<BrokerLine>.fromOpaque(box).takeUnretainedValue().came(message.pointee)
}

private func brokerLogged(_ client: OpaquePointer?, _ box: UnsafeMutableRawPointer?, _ level: Int32, _ line: UnsafePointer<CChar>?) {
    guard let box, let line else { return }
    Unmanaged<BrokerLine>.fromOpaque(box).takeUnretainedValue().logged(level, String(cString: line))
}
