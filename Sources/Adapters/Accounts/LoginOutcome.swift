import City

/// What came of an attempt to log in.
public enum LoginOutcome: Hashable, Sendable {
    case loggedIn(SessionToken, Session)
    /// The name, the password or both are wrong, or the account is disabled; it is not said which.
    case refused
    /// Too many wrong tries: answered without looking at the password. Try again after this span.
    case wait(Seconds)
}
