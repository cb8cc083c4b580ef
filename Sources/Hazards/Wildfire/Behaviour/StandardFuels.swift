/// The published fuel models.
///
/// A row is: code, name, depth (ft), moisture of extinction (%), loads of 1 h, 10 h, 100 h, herbaceous and woody fuel (lb/ft² in Anderson's table,
/// tons per acre in Scott and Burgan's, as they were printed), and the surface-area-to-volume ratios of 1 h, herbaceous and woody fuel (ft²/ft³).
/// 10 h fuel has 109 and 100 h fuel 30 ft²/ft³ in all of them.
enum StandardFuels {
    private typealias Row = (code: Int, name: String, depth: Double, extinction: Double, loads: Loads, ratios: Ratios)
    private typealias Loads = (oneHour: Double, tenHour: Double, hundredHour: Double, herbaceous: Double, woody: Double)
    private typealias Ratios = (oneHour: Double, herbaceous: Double, woody: Double)

    /// `convention` says where the living load of models 4, 5, 7 and 10 is booked, which INT-122 does not say.
    static func anderson(_ convention: FuelCatalogue.Convention) -> [FuelModel] {
        andersonRows.map { row in
            var row = row
            if convention == .behave, bookedAsWoodyByBehave.contains(row.code) {
                row.loads = (row.loads.oneHour, row.loads.tenHour, row.loads.hundredHour, 0, row.loads.herbaceous)
                row.ratios = (row.ratios.oneHour, 0, row.ratios.herbaceous)
            }
            return model(row, isDynamic: false) { $0 }
        }
    }

    /// `convention` says whether loads are rounded to 0.0001 lb/ft².
    static func scottBurgan(_ convention: FuelCatalogue.Convention) -> [FuelModel] {
        scottBurganRows.map { row in
            model(row, isDynamic: row.loads.herbaceous > 0) { tons in
                let pounds = tons * poundsPerSquareFootInTonPerAcre
                return convention == .behave ? pounds : (pounds * 1e4).rounded() / 1e4
            }
        }
    }

    private static let bookedAsWoodyByBehave: Set<Int> = [4, 5, 7, 10]
    private static let poundsPerSquareFootInTonPerAcre = 2000.0 / 43560

    private static func model(_ row: Row, isDynamic: Bool, load: (Double) -> Double) -> FuelModel {
        let loads = FuelModel.Classes(
            load(row.loads.oneHour), load(row.loads.tenHour), load(row.loads.hundredHour), load(row.loads.herbaceous), load(row.loads.woody))
        return FuelModel(
            code: row.code, name: row.name, depth: row.depth, extinction: row.extinction / 100, heat: row.code == 106 ? 9000 : 8000, loads: loads,
            ratios: FuelModel.Classes(row.ratios.oneHour, 109, 30, row.ratios.herbaceous, row.ratios.woody), isDynamic: isDynamic)
    }

    /// H. E. Anderson 1982, INT-122, table 1.
    private static let andersonRows: [Row] = [
        (1, "short grass", 1, 12, (0.034, 0, 0, 0, 0), (3500, 0, 0)),
        (2, "timber, grass and understory", 1, 15, (0.092, 0.046, 0.023, 0.023, 0), (3000, 1500, 0)),
        (3, "tall grass", 2.5, 25, (0.138, 0, 0, 0, 0), (1500, 0, 0)),
        (4, "chaparral", 6, 20, (0.23, 0.184, 0.092, 0.23, 0), (2000, 1500, 0)),
        (5, "brush", 2, 20, (0.046, 0.023, 0, 0.092, 0), (2000, 1500, 0)),
        (6, "dormant brush, hardwood slash", 2.5, 25, (0.069, 0.115, 0.092, 0, 0), (1750, 0, 0)),
        (7, "southern rough", 2.5, 40, (0.052, 0.086, 0.069, 0.017, 0), (1750, 1550, 0)),
        (8, "closed timber litter", 0.2, 30, (0.069, 0.046, 0.115, 0, 0), (2000, 0, 0)),
        (9, "hardwood litter", 0.2, 25, (0.134, 0.019, 0.007, 0, 0), (2500, 0, 0)),
        (10, "timber litter and understory", 1, 25, (0.138, 0.092, 0.23, 0.092, 0), (2000, 1500, 0)),
        (11, "light logging slash", 1, 15, (0.069, 0.207, 0.253, 0, 0), (1500, 0, 0)),
        (12, "medium logging slash", 2.3, 20, (0.184, 0.644, 0.759, 0, 0), (1500, 0, 0)),
        (13, "heavy logging slash", 3, 25, (0.322, 1.058, 1.288, 0, 0), (1500, 0, 0)),
    ]

    /// J. H. Scott and R. E. Burgan 2005, RMRS-GTR-153, table 7.
    private static let scottBurganRows: [Row] = [
        (101, "GR1 short, sparse dry climate grass", 0.4, 15, (0.1, 0, 0, 0.3, 0), (2200, 2000, 0)),
        (102, "GR2 low load dry climate grass", 1, 15, (0.1, 0, 0, 1, 0), (2000, 1800, 0)),
        (103, "GR3 low load very coarse humid climate grass", 2, 30, (0.1, 0.4, 0, 1.5, 0), (1500, 1300, 0)),
        (104, "GR4 moderate load dry climate grass", 2, 15, (0.25, 0, 0, 1.9, 0), (2000, 1800, 0)),
        (105, "GR5 low load humid climate grass", 1.5, 40, (0.4, 0, 0, 2.5, 0), (1800, 1600, 0)),
        (106, "GR6 moderate load humid climate grass", 1.5, 40, (0.1, 0, 0, 3.4, 0), (2200, 2000, 0)),
        (107, "GR7 high load dry climate grass", 3, 15, (1, 0, 0, 5.4, 0), (2000, 1800, 0)),
        (108, "GR8 high load very coarse humid climate grass", 4, 30, (0.5, 1, 0, 7.3, 0), (1500, 1300, 0)),
        (109, "GR9 very high load humid climate grass", 5, 40, (1, 1, 0, 9, 0), (1800, 1600, 0)),
        (121, "GS1 low load dry climate grass-shrub", 0.9, 15, (0.2, 0, 0, 0.5, 0.65), (2000, 1800, 1800)),
        (122, "GS2 moderate load dry climate grass-shrub", 1.5, 15, (0.5, 0.5, 0, 0.6, 1), (2000, 1800, 1800)),
        (123, "GS3 moderate load humid climate grass-shrub", 1.8, 40, (0.3, 0.25, 0, 1.45, 1.25), (1800, 1600, 1600)),
        (124, "GS4 high load humid climate grass-shrub", 2.1, 40, (1.9, 0.3, 0.1, 3.4, 7.1), (1800, 1600, 1600)),
        (141, "SH1 low load dry climate shrub", 1, 15, (0.25, 0.25, 0, 0.15, 1.3), (2000, 1800, 1600)),
        (142, "SH2 moderate load dry climate shrub", 1, 15, (1.35, 2.4, 0.75, 0, 3.85), (2000, 0, 1600)),
        (143, "SH3 moderate load humid climate shrub", 2.4, 40, (0.45, 3, 0, 0, 6.2), (1600, 0, 1400)),
        (144, "SH4 low load humid climate timber-shrub", 3, 30, (0.85, 1.15, 0.2, 0, 2.55), (2000, 1800, 1600)),
        (145, "SH5 high load dry climate shrub", 6, 15, (3.6, 2.1, 0, 0, 2.9), (750, 0, 1600)),
        (146, "SH6 low load humid climate shrub", 2, 30, (2.9, 1.45, 0, 0, 1.4), (750, 0, 1600)),
        (147, "SH7 very high load dry climate shrub", 6, 15, (3.5, 5.3, 2.2, 0, 3.4), (750, 0, 1600)),
        (148, "SH8 high load humid climate shrub", 3, 40, (2.05, 3.4, 0.85, 0, 4.35), (750, 0, 1600)),
        (149, "SH9 very high load humid climate shrub", 4.4, 40, (4.5, 2.45, 0, 1.55, 7), (750, 1800, 1500)),
        (161, "TU1 low load dry climate timber-grass-shrub", 0.6, 20, (0.2, 0.9, 1.5, 0.2, 0.9), (2000, 1800, 1600)),
        (162, "TU2 moderate load humid climate timber-shrub", 1, 30, (0.95, 1.8, 1.25, 0, 0.2), (2000, 0, 1600)),
        (163, "TU3 moderate load humid climate timber-grass-shrub", 1.3, 30, (1.1, 0.15, 0.25, 0.65, 1.1), (1800, 1600, 1400)),
        (164, "TU4 dwarf conifer with understory", 0.5, 12, (4.5, 0, 0, 0, 2), (2300, 0, 2000)),
        (165, "TU5 very high load dry climate timber-shrub", 1, 25, (4, 4, 3, 0, 3), (1500, 0, 750)),
        (181, "TL1 low load compact conifer litter", 0.2, 30, (1, 2.2, 3.6, 0, 0), (2000, 0, 0)),
        (182, "TL2 low load broadleaf litter", 0.2, 25, (1.4, 2.3, 2.2, 0, 0), (2000, 0, 0)),
        (183, "TL3 moderate load conifer litter", 0.3, 20, (0.5, 2.2, 2.8, 0, 0), (2000, 0, 0)),
        (184, "TL4 small downed logs", 0.4, 25, (0.5, 1.5, 4.2, 0, 0), (2000, 0, 0)),
        (185, "TL5 high load conifer litter", 0.6, 25, (1.15, 2.5, 4.4, 0, 0), (2000, 0, 1600)),
        (186, "TL6 moderate load broadleaf litter", 0.3, 25, (2.4, 1.2, 1.2, 0, 0), (2000, 0, 0)),
        (187, "TL7 large downed logs", 0.4, 25, (0.3, 1.4, 8.1, 0, 0), (2000, 0, 0)),
        (188, "TL8 long-needle litter", 0.3, 35, (5.8, 1.4, 1.1, 0, 0), (1800, 0, 0)),
        (189, "TL9 very high load broadleaf litter", 0.6, 35, (6.65, 3.3, 4.15, 0, 0), (1800, 0, 1600)),
        (201, "SB1 low load activity fuel", 1, 25, (1.5, 3, 11, 0, 0), (2000, 0, 0)),
        (202, "SB2 moderate load activity fuel, low load blowdown", 1, 25, (4.5, 4.25, 4, 0, 0), (2000, 0, 0)),
        (203, "SB3 high load activity fuel, moderate load blowdown", 1.2, 25, (5.5, 2.75, 3, 0, 0), (2000, 0, 0)),
        (204, "SB4 high load blowdown", 2.7, 25, (5.25, 3.5, 5.25, 0, 0), (2000, 0, 0)),
    ]
}
