import Geology
import GeologyFiles
import Testing

private let grid = "ncols 3\nnrows 2\nxllcorner -5\nyllcorner -5\ncellsize 10\nNODATA_value -1\n7 8 9\n4 -1 6\n"
private let holes = "borehole,x,y,z,from,to,layer\nZK1,0,0,4,0,1.5,soil\nZK1,0,0,4,1.5,6,rock\n"

private func read(_ files: (String, String)...) -> (model: LayerModel?, faults: [GeologyFileFault]) {
    GeologyFiles.read(files.map { GeologySource(name: $0.0, text: $0.1) })
}

@Suite struct GeologyFilesTests {
    @Test("an ASCII grid runs from north to south with its heights at the middle of the cells")
    func ascii() throws {
        let top = try #require(read(("soil.asc", grid)).model?.tops["soil"])
        #expect(top.corner == PlanPoint(x: 0, y: 0) && top.columns == 3 && top.rows == 2)
        #expect(top.heights == [4, nil, 6, 7, 8, 9])
    }

    @Test("points on a grid are the same surface in any order")
    func points() throws {
        let text = "# made by hand\nx,y,z\n20,0,6\n0,10,7\n10,10,8\n20,10,9\n0,0,4\n"
        let top = try #require(read(("soil.csv", text)).model?.tops["soil"])
        #expect(top == read(("soil.asc", grid)).model?.tops["soil"])
        #expect(read(("soil.xyz", "0 0 4\n10 0 5\n0 10 6\n10 10 7\n")).model?.tops["soil"]?.heights == [4, 5, 6, 7])
    }

    @Test("boreholes are put together from their stretches, and layers stand in the order of layers.csv, else by height")
    func whole() throws {
        let rock = grid.replacing("7 8 9", with: "1 1 1")
        let layers = "layer,name_zh,name_en\nrock,岩,Rock\nsoil,土,Soil\n"
        let model = try #require(read(("soil.asc", grid), ("rock.asc", rock), ("zk.csv", holes)).model)
        #expect(model.layers.map(\.id) == ["soil", "rock"] && model.boreholes.map(\.stretches.count) == [2])
        #expect(read(("soil.asc", grid), ("rock.asc", rock), ("layers.csv", layers)).model?.layers.map(\.nameZh) == ["岩", "土"])
    }

    @Test(
        "a fault is named with its file and line",
        arguments: [
            ("soil.asc", grid.replacing("7 8 9", with: "7 x 9"), "soil.asc:7: the height is no number"),
            ("soil.asc", grid.replacing("7 8 9", with: "7 8"), "soil.asc:7: the row has 2 heights"),
            ("soil.asc", grid.replacing("4 -1 6\n", with: ""), "soil.asc:7: the file ends after 1 of 2 rows"),
            ("soil.asc", grid.replacing("ncols 3", with: "ncols 900000000000000"), "soil.asc:1: "),
            ("soil.asc", grid.replacing("cellsize 10", with: "cellsize 0"), "soil.asc:1: "),
            ("soil.asc", grid.replacing("7 8 9\n4 -1 6", with: "-1 -1 -1\n-1 -1 -1"), "soil.asc: no height is known"),
            ("soil.xyz", "0 0 1\n10 0 1\n0 10 1\n13 10 1\n", "soil.xyz:2: the point stands beside the grid"),
            ("soil.xyz", "0 0 1\n10 0 1\n0 10 1\n0 10 2\n", "soil.xyz:4: the node was given before"),
            ("soil.xyz", "0 0 nan\n", "soil.xyz:1: z is no number"),
            ("soil.xyz", "", "soil.xyz: the file has no points"),
            ("soil.xyz", "0 0 1\n1 0 1\n0 1 1\n1e300 0 1\n", "soil.xyz: the grid has more than"),
            ("zk.csv", holes.replacing("1.5,6,rock", with: "1.4,6,rock"), "zk.csv:3: the stretch of ZK1 begins above"),
            ("zk.csv", holes.replacing("0,1.5,soil", with: "2,1.5,soil"), "zk.csv:2: ZK1 has a stretch"),
            ("zk.csv", holes.replacing("ZK1,0,0,4,1.5", with: "ZK1,0,1,4,1.5"), "zk.csv:3: the collar of ZK1 stands elsewhere"),
            ("zk.csv", holes.replacing(",from,", with: ",top,"), "zk.csv:1: the header lacks from"),
            ("zk.csv", holes + "ZK2,1\n", "zk.csv:4: the row has 2 fields"),
            ("layers.csv", "layer,name_zh,name_en\nsoil,土,\n", "layers.csv:2: a layer needs"),
            ("layers.csv", "layer,name_zh,name_en\nclay,土,Clay\n", "layers.csv: the layer clay has no surface"),
        ])
    func faults(name: String, text: String, said: String) {
        let found = name == "soil.asc" || name == "soil.xyz" ? read((name, text)) : read(("soil.asc", grid), (name, text))
        #expect(found.model == nil)
        #expect(found.faults.contains { $0.description.hasPrefix(said) }, "\(found.faults)")
    }
}
