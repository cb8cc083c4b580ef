import Testing

@testable import Roads

@Suite("What vehicles may use")
struct VehicleRulesTests {
    private func car(_ tags: KeyValuePairs<String, String>) -> WayUse? { VehicleRules.car.use(of: RoadTags(tags)) }

    /// Figures as OSRM 26.10's stock car profile gives them for the same tags.
    @Test(
        "a car's speed comes from the kind of road, a posted limit, and the surface",
        arguments: [
            (["highway": "primary"], 65), (["highway": "residential"], 25), (["highway": "primary", "maxspeed": "50"], 40),
            (["highway": "primary", "maxspeed": "30 mph"], 38.616), (["highway": "trunk", "maxspeed": "FR:urban"], 40),
            (["highway": "motorway", "maxspeed": "de:motorway"], 90), (["highway": "secondary", "surface": "gravel"], 40),
            (["highway": "tertiary", "surface": "mud", "maxspeed": "50"], 10), (["highway": "track", "motor_vehicle": "yes"], 10),
            (["highway": "track", "access": "yes", "tracktype": "grade5", "maxspeed": "80"], 20), (["route": "ferry"], 5),
            (["highway": "secondary", "maxspeed": "walk"], 55),
        ] as [(KeyValuePairs<String, String>, Double)])
    func speeds(tags: KeyValuePairs<String, String>, kilometresPerHour: Double) throws {
        let passage = try #require(car(tags)?.forward)
        #expect(abs(passage.speed - kilometresPerHour) < 1e-9)
    }

    @Test(
        "a car does not use footways, building sites, private tracks, fire lanes, or what is too low, narrow or weak for it",
        arguments: [
            ["highway": "footway"], ["highway": "track"], ["highway": "steps", "access": "yes"], ["highway": "construction"],
            ["highway": "residential", "area": "yes"],
            ["highway": "track", "access": "private"], ["highway": "service", "service": "emergency_access"],
            ["highway": "residential", "access": "no"],
            ["highway": "residential", "access": "yes", "motor_vehicle": "no"], ["highway": "residential", "maxheight": "1.9"],
            ["highway": "residential", "maxheight": "6'"], ["highway": "residential", "width": "1,8 m"],
            ["highway": "residential", "maxweight": "1.5"],
            ["highway": "residential", "maxweight": "900 kg"], ["highway": "primary", "oneway": "reversible"], ["building": "yes"], ["route": "bus"],
        ] as [KeyValuePairs<String, String>])
    func forbidden(tags: KeyValuePairs<String, String>) { #expect(car(tags) == nil) }

    @Test("oneways go along, against, or by the kind of junction, and a vehicle's own tag is stronger")
    func oneways() throws {
        #expect(try #require(car(["highway": "primary", "oneway": "yes"])).backward == nil)
        #expect(try #require(car(["highway": "primary", "oneway": "-1"])).forward == nil)
        #expect(try #require(car(["highway": "primary", "junction": "roundabout"])).backward == nil)
        #expect(try #require(car(["highway": "motorway", "oneway": "no"])).backward != nil)
        #expect(try #require(car(["highway": "primary", "oneway": "yes", "oneway:motor_vehicle": "no"])).backward != nil)
        #expect(VehicleRules.footCrew.use(of: RoadTags(["highway": "primary", "oneway": "yes"]))?.backward != nil)
    }

    @Test("where the way is narrow or a parking aisle it takes no longer but is worth less")
    func worth() throws {
        for (tags, share) in [
            (["highway": "service", "service": "driveway"], 0.5), (["highway": "residential", "lanes": "1"], 0.5),
            (["highway": "residential", "width": "4.5"], 0.75), (["highway": "residential", "lanes": "1", "oneway": "yes"], 1),
            (["highway": "residential", "lane_markings": "no"], 0.75),
        ] as [(KeyValuePairs<String, String>, Double)] {
            let passage = try #require(car(tags)?.forward)
            #expect(abs(passage.rate / passage.speed - share) < 1e-9, "\(tags)")
        }
        let priority = try #require(car(["highway": "residential", "priority": "forward"]))
        #expect(priority.forward?.rate == 25 && priority.backward?.rate == 17.5)
    }

    @Test("access differs by direction, and of several values the most welcoming counts")
    func access() throws {
        let oneSided = try #require(car(["highway": "residential", "motor_vehicle:forward": "no"]))
        #expect(oneSided.forward == nil && oneSided.backward != nil)
        #expect(try #require(car(["highway": "residential", "access": "private"])?.forward).isLocalOnly)
        #expect(try #require(car(["highway": "residential", "access": "no; destination"])?.forward).isLocalOnly)
        #expect(try !#require(car(["highway": "residential", "access": "private;yes"])?.forward).isLocalOnly)
    }

    @Test("an engine may use forest tracks, fire lanes and private ways, but not what it does not fit through")
    func fireEngine() {
        func engine(_ tags: KeyValuePairs<String, String>) -> WayUse? { VehicleRules.fireEngine.use(of: RoadTags(tags)) }
        #expect(engine(["highway": "track"])?.forward?.speed == 15)
        #expect(engine(["highway": "track", "access": "forestry"]) != nil && engine(["highway": "service", "service": "emergency_access"]) != nil)
        #expect(engine(["highway": "residential", "access": "private"])?.forward?.isLocalOnly == false)
        #expect(engine(["highway": "residential", "motor_vehicle": "no", "emergency": "yes"]) != nil)
        #expect(engine(["highway": "residential", "maxheight": "3"]) == nil && engine(["highway": "residential", "maxweight": "7.5"]) == nil)
        #expect(engine(["highway": "motorway", "maxspeed": "120"])?.forward?.speed == 80 && engine(["highway": "path"]) == nil)
    }

    @Test("a crew on foot goes both ways on paths and steps, and not on motorways")
    func footCrew() {
        func crew(_ tags: KeyValuePairs<String, String>) -> WayUse? { VehicleRules.footCrew.use(of: RoadTags(tags)) }
        #expect(crew(["highway": "steps"])?.backward?.speed == 2 && crew(["highway": "path", "surface": "ground"])?.forward?.speed == 3)
        #expect(crew(["highway": "motorway"]) == nil && crew(["highway": "footway", "foot": "no"]) == nil)
        #expect(crew(["highway": "residential", "motor_vehicle": "no"]) != nil)
    }

    @Test("what stands at a node stops, delays, or does neither")
    func nodes() {
        func car(_ tags: KeyValuePairs<String, String>) -> NodeObstacle? { VehicleRules.car.obstacle(of: RoadTags(tags)) }
        #expect(car(["barrier": "bollard"])?.isBarrier == true && car(["barrier": "gate"])?.seconds == 60)
        #expect(car(["barrier": "bollard", "bollard": "rising"]) == nil && car(["barrier": "toll_booth"]) == nil)
        #expect(car(["barrier": "gate", "access": "no"])?.isBarrier == true && car(["barrier": "bollard", "access": "yes"]) == nil)
        #expect(car(["barrier": "height_restrictor", "maxheight": "1.8"])?.isBarrier == true)
        #expect(car(["barrier": "kerb", "highway": "crossing"]) == nil && car(["barrier": "kerb"])?.isBarrier == true)
        let signals = car(["highway": "traffic_signals", "traffic_signals:direction": "backward"])
        #expect(signals?.seconds == 2 && signals?.forwardOnly == false)
        #expect(car(["highway": "stop", "stop": "minor"])?.sign == .minorStop && car(["highway": "give_way"])?.seconds == 1)
        #expect(VehicleRules.fireEngine.obstacle(of: RoadTags(["highway": "traffic_signals"])) == nil)
        #expect(VehicleRules.footCrew.obstacle(of: RoadTags(["barrier": "bollard"])) == nil)
    }

    @Test("numbers are read as people write them")
    func measures() {
        #expect(Measures.metres("2,3 m") == 2.3 && Measures.metres("wide") == nil && Measures.metres(nil) == nil)
        #expect(abs((Measures.metres("8'6\"") ?? 0) - 2.5908) < 1e-9)
        #expect(Measures.kilograms("7.5") == 7_500 && Measures.kilograms("3500 kg") == 3_500 && Measures.clearHeight("default") == 4.5)
        #expect(Measures.seconds("0:20") == 1_200 && Measures.seconds("1:00:30") == 3_630 && Measures.seconds("soon") == nil)
        #expect(Measures.metres("99999999999999") == nil && Measures.speed("999999999999") == nil)
    }
}
