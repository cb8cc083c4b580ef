import City
import Geo
import HazardKit

extension FireFusion {
    /// A look that was let go, for whoever asks what spoke for a cluster.
    struct KeptMember: Codable, Sendable {
        let detector: String
        let source: Detection.Source
        let first: Instant
        let last: Instant
        let count: Int
        let newest: Detection

        init(_ look: FireLook) {
            detector = look.detector
            source = look.source
            first = look.first
            last = look.last
            count = look.count
            newest = look.newest
        }
    }

    public var clusters: [DetectionCluster] { state.clusters.keys.sorted().compactMap { cluster($0) } }

    public func cluster(_ number: ClusterNumber) -> DetectionCluster? {
        guard let held = state.clusters[number] ?? state.past.last(where: { $0.number == number }) else { return nil }
        let own = held.looks.compactMap { state.looks[$0] }
        let shared = own.isEmpty && held.kept.isEmpty ? [] : state.looks.values.filter { $0.sharedWith.contains(number) }
        let members =
            held.kept.map(Self.member) + own.sorted { ($0.first, $0.number) < ($1.first, $1.number) }.map { Self.member($0, isShared: false) }
            + shared.sorted { $0.number < $1.number }.map { Self.member($0, isShared: true) }
        let ellipse = held.place.ellipse
        let sure = confidence(own, held.kept)
        let count = supporters(own, held.kept)
        let hot = expected(held, own, voices: count, confidence: sure)
        return DetectionCluster(
            number: number, place: held.place.at, semiMajorMetres: ellipse.major, semiMinorMetres: ellipse.minor,
            majorAzimuthDegrees: ellipse.azimuthDegrees, isLocated: held.isLocated,
            grade: hot == nil ? Self.grade(count, held.isLocated, sure, danger: held.danger) : .iv,
            priority: sure * Self.factor(danger: held.danger) * (hot == nil ? 1 : FusionBounds.knownSourceFactor), first: held.first, last: held.last,
            members: members,
            summary: Self.summary(count, held, ellipse, members, hot),
            synthetic: own.contains(where: \.synthetic) || held.kept.contains { $0.newest.synthetic },
            isSplitOff: held.splitFrom != nil)
    }

    // MARK: What is hot by right

    /// The known source that explains a cluster. None for one that is strong or grows: then the source is where it began.
    private func expected(_ held: Cluster, _ own: [FireLook], voices: Int, confidence: Double) -> KnownSource? {
        guard held.isLocated, voices <= FusionBounds.knownSourceVoicesMax, confidence < FusionBounds.knownSourceConfidenceMax,
            !own.contains(where: \.isGrowing)
        else { return nil }
        return known.first { source in
            let spots = own.compactMap { look -> Coordinate? in if case .spot(let spot) = look.look { spot.point } else { nil } }
            let isThere = (spots + [held.place.at]).allSatisfy { $0.distanceMetres(to: source.point) <= source.radiusMetres }
            return isThere && source.mayBeHot(at: held.last)
        }
    }

    // MARK: How sure, how grave

    /// Looks of one mast, or of one instrument, count once: the surest of them.
    private func confidence(_ looks: [FireLook], _ kept: [KeptMember]) -> Double {
        var best: [String: Double] = [:]
        for look in looks {
            best[Self.voice(look.look, look.detector), default: 0] = max(best[Self.voice(look.look, look.detector)] ?? 0, look.confidence)
        }
        for member in kept {
            let voice = Self.voice(member.newest.look, member.detector)
            best[voice] = max(best[voice] ?? 0, member.newest.confidence)
        }
        return 1 - best.values.sorted().reduce(1.0) { $0 * (1 - $1) }
    }

    func supporters(of number: ClusterNumber) -> Int {
        guard let held = state.clusters[number] else { return 0 }
        return supporters(held.looks.compactMap { state.looks[$0] }, held.kept)
    }

    private func supporters(_ looks: [FireLook], _ kept: [KeptMember]) -> Int {
        Set(looks.filter { $0.doubts.isEmpty }.map { Self.voice($0.look, $0.detector) } + kept.map { Self.voice($0.newest.look, $0.detector) }).count
    }

    /// Who speaks: a mast is one voice, however many cameras it bears.
    private static func voice(_ look: Detection.Look, _ detector: String) -> String {
        guard case .cone(let cone) = look else { return detector }
        // A thousandth of a degree is half the width within which cameras share a mast.
        return "mast \(Int((cone.from.latitude * 500).rounded())) \(Int((cone.from.longitude * 500).rounded()))"
    }

    /// Weather in which nothing burns makes a fire unlikely, and not impossible: it lowers, and never takes away.
    private static func factor(danger: Int?) -> Double {
        switch danger {
        case 1: 0.6
        case 2: 0.75
        case 3: 0.9
        default: 1
        }
    }

    private static func grade(_ voices: Int, _ isLocated: Bool, _ confidence: Double, danger: Int?) -> Grade {
        let measured: Grade = voices >= 4 ? .ii : voices >= 2 && isLocated ? .iii : .iv
        guard let danger, danger <= 2 else { return measured }
        return measured == .ii ? .iii : .iv
    }

    // MARK: In words

    private static func summary(
        _ voices: Int, _ held: Cluster, _ ellipse: (major: Double, minor: Double, azimuthDegrees: Double), _ members: [DetectionCluster.Member],
        _ hot: KnownSource?
    ) -> LocalizedText {
        let (major, minor) = (Int(ellipse.major.rounded()), Int(ellipse.minor.rounded()))
        let who = Set(members.map(\.detector)).sorted().prefix(namesMax).joined(separator: ", ")
        let weather = reasons(held, hot)
        let doubts = Set(members.flatMap { $0.doubts }.map(\.zh)).isEmpty ? "" : "；含存疑探测"
        let doubtsEn = doubts.isEmpty ? "" : "; some detections are doubted"
        guard held.isLocated else {
            return LocalizedText(
                zh: "仅一处方向（\(who)），位置在 \(major) × \(minor) m 椭圆内\(weather.zh)\(doubts)",
                en: "one direction only (\(who)), somewhere in an ellipse of \(major) × \(minor) m\(weather.en)\(doubtsEn)")
        }
        return LocalizedText(
            zh: "\(voices) 个独立来源（\(who)），误差椭圆 \(major) × \(minor) m\(weather.zh)\(doubts)",
            en: "\(voices) independent sources (\(who)), within \(major) × \(minor) m\(weather.en)\(doubtsEn)")
    }

    /// What speaks against it, in words: it ranks lower for these reasons.
    private static func reasons(_ held: Cluster, _ hot: KnownSource?) -> LocalizedText {
        var (zh, en) = ("", "")
        if let danger = held.danger {
            let isLowered = factor(danger: danger) < 1
            zh += "；当日火险 \(danger) 级" + (isLowered ? "，优先级下调" : "")
            en += "; danger of the day \(danger) of 5" + (isLowered ? ", ranked lower for it" : "")
        }
        if let hot {
            zh += "；位于已知热源「\(hot.name.zh)」内，优先级下调"
            en += "; within the known heat source \(hot.name.en), ranked lower for it"
        }
        return LocalizedText(zh: zh, en: en)
    }

    private static func member(_ look: FireLook, isShared: Bool) -> DetectionCluster.Member {
        DetectionCluster.Member(
            detector: look.detector, source: look.source, label: look.newest.label, look: look.look, first: look.first, last: look.last,
            count: look.count, confidence: look.confidence, detection: look.newest.id, box: look.newest.box,
            doubts: FireLook.Doubt.allCases.filter(look.doubts.contains).map(\.phrase), isShared: isShared)
    }

    private static func member(_ kept: KeptMember) -> DetectionCluster.Member {
        DetectionCluster.Member(
            detector: kept.detector, source: kept.source, label: kept.newest.label, look: kept.newest.look, first: kept.first, last: kept.last,
            count: kept.count, confidence: kept.newest.confidence, detection: kept.newest.id, box: kept.newest.box, doubts: [], isShared: false)
    }

    /// More names than this nobody reads in a line.
    private static let namesMax = 6
}

extension FireLook.Doubt {
    var phrase: LocalizedText {
        switch self {
        case .stuck: LocalizedText(zh: "云台或画面疑似卡死：数小时方位不变", en: "the camera seems stuck: the same direction for hours")
        case .twoPlaces: LocalizedText(zh: "同一编号出现在两处", en: "one camera id at two places")
        case .azimuth: LocalizedText(zh: "方位角超出一周", en: "an azimuth beyond a full turn")
        case .turned: LocalizedText(zh: "摄像机已偏离原视角，方位不可用", en: "the camera was turned from its home view; its direction says nothing")
        case .ahead: LocalizedText(zh: "时间在未来", en: "a time in the future")
        case .late: LocalizedText(zh: "时间过早", en: "too old")
        }
    }
}
