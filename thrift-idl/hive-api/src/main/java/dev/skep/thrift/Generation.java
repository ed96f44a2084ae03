package dev.skep.thrift;

/** The generations of Hive whose wire forms contradict each other somewhere. */
public enum Generation {
    HIVE_2,
    HIVE_3,
    HIVE_4;

    /** The form that is written as long as nothing is known about the peer. */
    public static final Generation NEWEST = HIVE_4;

    public boolean atLeast(Generation other) {
        return compareTo(other) >= 0;
    }
}
