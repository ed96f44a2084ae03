package dev.skep.suites;

/** How one test of Hive ended. */
sealed interface Outcome {
    /** It passed. */
    record Passed() implements Outcome {}

    /** It did not pass. */
    record Failed(Throwable reason) implements Outcome {}

    /** Hive itself leaves it out, or it found that it cannot say anything here. */
    record Ignored(String reason) implements Outcome {}
}
