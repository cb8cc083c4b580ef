import Access
import Accounts
import City

/// Where the demonstration's people sit: around the site that the package lists first.
enum DemoSeats {
    static func seats(in city: CityModel) -> [AccountDraft] {
        let township = city.sites.first?.township ?? city.centers.first { $0.level == .township }?.code
        guard let township, let district = city.center(at: .district, above: township)?.code else { return [] }
        return DemoAccounts.seats(in: city, district: district, township: township, department: department(in: city))
    }

    /// A department that the first playbook gives a task to at the district, so that its liaison has something to do.
    private static func department(in city: CityModel) -> DepartmentID? {
        let steps = city.playbooks.first { $0.kind == city.sites.first?.kind }?.steps ?? []
        let tasks = steps.filter { $0.action == .task && $0.level == .district }.compactMap(\.department)
        return tasks.first { $0 == "transport" } ?? tasks.first
    }
}
