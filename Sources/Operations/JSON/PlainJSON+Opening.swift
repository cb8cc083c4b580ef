import City
import Incidents
import RainRounds

// The events that every opening writes, field by field in the order of their declaration.

extension LocalizedText: PlainJSON {
    func write(to json: JSONWriter) {
        json.object {
            json.put("zh", zh)
            json.put("en", en)
        }
    }
}

extension Coordinate: PlainJSON {
    func write(to json: JSONWriter) {
        json.object {
            json.put("latitude", latitude)
            json.put("longitude", longitude)
        }
    }
}

extension Clock: PlainJSON {
    func write(to json: JSONWriter) {
        json.object {
            json.put("kind", kind)
            json.put("startedAt", startedAt)
            json.put("pausedFor", pausedFor)
            json.put("pausedAt", pausedAt)
            json.put("warnAt", warnAt)
            json.put("dueAt", dueAt)
            json.put("warnedAt", warnedAt)
            json.put("breachedAt", breachedAt)
            json.put("stoppedAt", stoppedAt)
            json.put("calendar", calendar.rawValue)
            json.put("escalateTo", escalateTo)
            json.put("escalationCount", escalationCount)
        }
    }
}

extension IncidentOpened: PlainJSON {
    func write(to json: JSONWriter) {
        json.object {
            json.put("incident", incident)
            json.put("clocks", clocks)
            json.put("rollCallEvery", rollCallEvery)
        }
    }
}

extension OpenIncident: PlainJSON {
    func write(to json: JSONWriter) {
        json.object {
            json.put("id", id)
            json.put("kind", kind)
            json.put("title", title)
            json.put("point", point)
            json.put("place", place)
            json.put("township", township)
            json.put("district", district)
            json.put("owner", owner)
            json.put("grade", grade)
            json.put("alert", alert)
            json.put("exercise", exercise)
            json.put("synthetic", synthetic)
            json.put("approximate", approximate)
            json.put("site", site)
        }
    }
}

extension PlanRun: PlainJSON {
    func write(to json: JSONWriter) {
        json.object {
            json.put("playbook", playbook)
            json.put("version", version)
            json.put("grade", grade)
            json.put("steps", steps)
            json.put("notices", notices)
        }
    }
}

extension TaskCreated: PlainJSON {
    func write(to json: JSONWriter) {
        json.object {
            json.put("task", task)
            json.put("draft", draft)
        }
    }
}

extension TaskDraft: PlainJSON {
    func write(to json: JSONWriter) {
        json.object {
            json.put("step", step)
            json.put("title", title)
            json.put("department", department)
            json.put("team", team)
            json.put("skill", skill)
            json.put("center", center)
            json.put("post", post)
            json.put("acknowledgeWithin", acknowledgeWithin)
            json.put("doneWithin", doneWithin)
            json.put("means", means?.rawValue)
        }
    }
}

extension TaskSent: PlainJSON {
    func write(to json: JSONWriter) {
        json.object {
            json.put("task", task)
            json.put("clocks", clocks)
        }
    }
}

extension NoticeIssued: PlainJSON {
    func write(to json: JSONWriter) {
        json.object {
            json.put("id", id)
            json.put("incident", incident)
            json.put("title", title)
            json.put("text", text)
            json.put("owner", owner)
            json.put("dueAt", dueAt)
            json.put("exercise", exercise)
            json.put("synthetic", synthetic)
            json.put("recipients", recipients)
            json.put("alert", alert)
            json.put("rainRound", rainRound)
            json.put("reason", reason?.rawValue)
        }
    }
}

extension NoticeIssued.Address: PlainJSON {
    func write(to json: JSONWriter) {
        json.object {
            json.put("post", post)
            json.put("center", center)
            json.put("department", department)
            json.put("deputy", deputy)
        }
    }
}
