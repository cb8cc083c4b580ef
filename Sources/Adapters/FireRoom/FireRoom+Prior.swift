import City

extension FireRoom {
    /// Today's class of danger at a place, 1 to 5, as far as the forest's sensors have measured it; nil outside every forest and where nobody
    /// can say. It never fails: a detection must not wait for the weather.
    public func dangerClass(at place: Coordinate) async -> Int? {
        for forest in forests {
            do {
                guard try await ground(of: forest).cell(at: place) != nil else { continue }
                return try await danger(in: forest).today?.dangerClass
            } catch {
                onFault("The danger of \(forest.id) could not be told for a detection: \(error)")
            }
        }
        return nil
    }
}
