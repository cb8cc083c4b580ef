import InstalledHazards

@main
struct Bayu {
    static func main() { print(installedHazards.count) }
}
