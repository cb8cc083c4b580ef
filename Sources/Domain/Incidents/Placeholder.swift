// Placeholder until the first line of this target is due.
