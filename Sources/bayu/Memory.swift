#if canImport(Glibc)
    import Glibc
#endif

/// The memory of this process.
enum Memory {
    /// Reading a large package leaves tens of megabytes freed that the allocator would keep for good; this gives them back to the system.
    static func giveBack() {
        #if canImport(Glibc)
            malloc_trim(0)
        #endif
    }
}
