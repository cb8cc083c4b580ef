import City

extension Post {
    /// The account of the holder or of the deputy; nil where the city names nobody.
    func person(deputy: Bool) -> String? {
        let name = deputy ? self.deputy : holder
        return name.isEmpty ? nil : name
    }
}
