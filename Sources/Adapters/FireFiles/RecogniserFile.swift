import Foundation
import Wildfire

/// The weights of the recogniser, as a file.
public enum RecogniserFile {
    /// Those that come with Bayu; what they were fitted on and what they are good for stands in the card beside them.
    public static func installed() throws(FireFileFault) -> Recogniser {
        let file = Bundle.module.bundleURL.appending(path: "Resources/recogniser-weights.json")
        let bytes: Data
        do {
            bytes = try Data(contentsOf: file)
        } catch {
            throw FireFileFault(file.path, "it cannot be read: \(error.localizedDescription). Build Bayu again")
        }
        return try read(bytes, file.path)
    }

    static func read(_ bytes: Data, _ name: String) throws(FireFileFault) -> Recogniser {
        let weights: RecogniserWeights
        do {
            weights = try JSONDecoder().decode(RecogniserWeights.self, from: bytes)
        } catch {
            throw FireFileFault(name, "these are no weights of the recogniser: \(error)")
        }
        do {
            return try Recogniser(weights)
        } catch {
            throw FireFileFault(name, "\(error)")
        }
    }
}
