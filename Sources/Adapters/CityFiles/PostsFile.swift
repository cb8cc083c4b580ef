import City

/// `posts.yaml`: rules that make the posts of every center, and single changes.
enum PostsFile {
    static let name = "posts.yaml"

    private struct Form {
        let place: Place
        let zh: Template
        let en: Template
        let holder: Template
        let deputy: Template
    }

    private struct DepartmentRule {
        let form: Form
        let levels: Set<CenterLevel>
        let departments: [Department]
    }

    static func read(_ folder: PackageFolder, centers: [Center], departments: [Located<Department>]) -> [Located<Post>] {
        guard let root = Entry.root(of: name, in: folder) else { return [] }
        root.allowOnly("duty-desk", "department-posts", "overrides")
        let desk = root.entry("duty-desk").flatMap { entry -> Form? in
            entry.allowOnly("name", "holder", "deputy")
            return form(entry, slots: ["code", "center"])
        }
        let rules = root.entries("department-posts", each: "department-posts rule").compactMap { rule($0, departments: departments.map(\.value)) }
        var posts: [Located<Post>] = []
        for center in centers {
            if let desk { posts.append(post(desk, at: center, department: nil)) }
            for rule in rules where rule.levels.contains(center.level) {
                posts += rule.departments.map { post(rule.form, at: center, department: $0) }
            }
        }
        apply(root.entries("overrides", each: "override", required: false), to: &posts)
        return posts
    }

    private static func rule(_ entry: Entry, departments: [Department]) -> DepartmentRule? {
        entry.allowOnly("levels", "departments", "name", "holder", "deputy")
        let levels = entry.levels("levels")
        guard let form = form(entry, slots: ["code", "center", "department-id", "department"]), !levels.isEmpty else { return nil }
        if entry.glance("departments") == "all" {
            return DepartmentRule(form: form, levels: Set(levels), departments: departments)
        }
        let named = entry.strings("departments").compactMap { id -> Department? in
            if let department = departments.first(where: { $0.id.rawValue == id.value }) { return department }
            entry.faults.report(id.place, "the department `\(id.value)` is unknown: it is not in departments.yaml")
            return nil
        }
        return DepartmentRule(form: form, levels: Set(levels), departments: named)
    }

    private static func form(_ entry: Entry, slots: [String]) -> Form? {
        guard let name = entry.localized("name") else { return nil }
        let holder = entry.string("holder")
        let deputy = entry.string("deputy")
        guard let holder, let deputy else { return nil }
        let templates = [("name", name.zh), ("name", name.en), ("holder", holder), ("deputy", deputy)].map { ($0.0, Template($0.1)) }
        for (key, template) in templates {
            for slot in template.slots where !slots.contains(slot) {
                entry.report(key, "`{\(slot)}` cannot be filled here: use \(slots.map { "{\($0)}" }.joined(separator: " "))")
            }
        }
        if holder == deputy { entry.report("deputy", "holder and deputy are the same account: name somebody who can stand in") }
        return Form(place: entry.place, zh: templates[0].1, en: templates[1].1, holder: templates[2].1, deputy: templates[3].1)
    }

    private static func post(_ form: Form, at center: Center, department: Department?) -> Located<Post> {
        var zh = ["code": center.code.rawValue, "center": center.name.zh]
        var en = ["code": center.code.rawValue, "center": center.name.en]
        if let department {
            zh["department-id"] = department.id.rawValue
            en["department-id"] = department.id.rawValue
            zh["department"] = department.name.zh
            en["department"] = department.name.en
        }
        let post = Post(
            id: id(center.code, department?.id), name: LocalizedText(zh: form.zh.filled(zh), en: form.en.filled(en)), center: center.code,
            department: department?.id, holder: form.holder.filled(en), deputy: form.deputy.filled(en))
        return Located(value: post, place: form.place)
    }

    /// `500109/duty` for a duty desk, `500109/transport` for the post of a department.
    static func id(_ center: CenterCode, _ department: DepartmentID?) -> PostID {
        PostID(center.rawValue + "/" + (department?.rawValue ?? "duty"))
    }

    private static func apply(_ overrides: [Entry], to posts: inout [Located<Post>]) {
        guard !overrides.isEmpty else { return }
        let index = Dictionary(posts.enumerated().map { ($1.value.id, $0) }, uniquingKeysWith: { first, _ in first })
        for entry in overrides {
            entry.allowOnly("center", "department", "name", "holder", "deputy")
            guard let center = entry.identifier("center") else { continue }
            let department = entry.optionalString("department").map { DepartmentID($0) }
            guard let position = index[id(CenterCode(center), department)] else {
                entry.report("center", "no rule makes the post \(id(CenterCode(center), department)), so it cannot be overridden: check both codes")
                continue
            }
            let old = posts[position].value
            let post = Post(
                id: old.id, name: entry.has("name") ? entry.localized("name") ?? old.name : old.name, center: old.center, department: old.department,
                holder: entry.optionalString("holder") ?? old.holder, deputy: entry.optionalString("deputy") ?? old.deputy)
            if post.holder == post.deputy {
                entry.report("deputy", "holder and deputy of post \(post.id) are the same account: name somebody who can stand in")
            }
            posts[position] = Located(value: post, place: entry.place)
        }
    }
}
