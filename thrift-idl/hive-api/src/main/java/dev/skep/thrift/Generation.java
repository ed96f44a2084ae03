package dev.skep.thrift;

/** The generations of Hive whose wire forms contradict each other somewhere. */
public enum Generation {
    HIVE_2,
    HIVE_3,
    HIVE_4,
    /** Its forms are those of Hive 4.0, but it has words that Hive 4.0 does not. */
    HIVE_4_1;

    /** The form that is written as long as nothing is known about the peer. */
    public static final Generation NEWEST = HIVE_4_1;

    public boolean atLeast(Generation other) {
        return compareTo(other) >= 0;
    }
}
