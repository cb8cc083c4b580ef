import Foundation
import PointCloud
import Testing

@Suite struct CloudTableTests {
    @Test("the table of a terrain change is read in millimetres")
    func table() throws {
        let text = "x,y,z,distance,lod95,n1,n2,nx,ny,nz\n1,2,3,0.005,0.002,9,9,0,0,1\n4,5,6,nan,nan,0,0,0,1,0\n"
        let points = try CloudTable.read(Array(text.utf8), epoch: "e2", at: "2026-05-01")
        #expect(points.x == [1, 4] && points.z == [3, 6])
        #expect(points.epochs[0].change[0] == 5 && points.epochs[0].level[0] == 2)
        #expect(points.epochs[0].change[1].isNaN)
        #expect(points.normals == [0, 0, 1, 0, 1, 0])
    }

    @Test("plain points say that nothing can be told")
    func plain() throws {
        let points = try CloudTable.read(Array("1 2 3\n4 5 6\n".utf8), epoch: "e1", at: "")
        #expect(points.count == 2 && points.epochs[0].change.allSatisfy(\.isNaN) && points.epochs[0].levelMedian == nil)
    }

    @Test("a broken line is named")
    func broken() {
        #expect { try CloudTable.read(Array("1,2,3\n4,x,6\n".utf8), epoch: "e1", at: "") } throws: { "\($0)".contains("Line 2") }
        #expect { try CloudTable.read(Array("a,b,c\n".utf8), epoch: "e1", at: "") } throws: { "\($0)".contains("header") }
    }

    @Test("epochs are joined only on the same points")
    func joined() throws {
        let first = try CloudTable.read(Array("1,2,3\n".utf8), epoch: "e1", at: "")
        let other = try CloudTable.read(Array("1,2,4\n".utf8), epoch: "e2", at: "")
        #expect(try CloudTable.join(first, first).epochs.count == 2)
        #expect(throws: CloudFault.self) { try CloudTable.join(first, other) }
    }

    @Test("the patches of a comparison are read with the numbers it gives them, and with names")
    func patches() throws {
        let text =
            #"[{"id":7,"center":[1,2,3],"areaM2":4,"medianMm":5,"confidence":1,"movement":"steady"},"#
            + #"{"id":"a","center":[1,2,3],"areaM2":4,"medianMm":5,"confidence":1}]"#
        let patches = try JSONDecoder().decode([CloudPatch].self, from: Data(text.utf8))
        #expect(patches.map(\.id) == ["7", "a"] && patches[0].medianMm == 5)
    }
}
