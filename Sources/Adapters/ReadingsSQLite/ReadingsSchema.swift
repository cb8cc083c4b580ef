/// The tables of the file.
///
/// A reading is written twice, each time beside its neighbours. First into a journal, in order of arrival: that is what makes it durable. Once
/// a million have come, they are sorted by series and written as a volume of compressed chunks, and that journal is emptied. So neither
/// way touches a page for one reading alone, as a row in the index of its series would.
enum ReadingsSchema {
    /// `newest…` is the newest reading of a series in the volumes, so that a start need not look for it.
    ///
    /// There are two journals: volume n is gathered in the one of its parity while the volume before it is still being written. A row holds
    /// consecutive readings and bears the number of the first. A chunk counts once its volume stands in `volumes`.
    static let sql = """
        CREATE TABLE series (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            newestTime INTEGER,
            newestValue REAL,
            newestQuality INTEGER
        ) STRICT;
        CREATE TABLE journal0 (id INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT;
        CREATE TABLE journal1 (id INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT;
        CREATE TABLE volumes (
            number INTEGER PRIMARY KEY,
            lastID INTEGER NOT NULL,
            firstTime INTEGER NOT NULL,
            lastTime INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE chunks (
            volume INTEGER NOT NULL,
            series INTEGER NOT NULL,
            firstTime INTEGER NOT NULL,
            lastTime INTEGER NOT NULL,
            body BLOB NOT NULL,
            PRIMARY KEY (volume, series, firstTime)
        ) STRICT, WITHOUT ROWID;
        """

    /// Raised when the tables change; 0 was one row a reading (see `RowsOfOld`).
    static let version: Int32 = 1

    static func journal(of volume: Int64) -> String { volume.isMultiple(of: 2) ? "journal0" : "journal1" }
}
