package dev.skep.thrift;

/** An enum of the wire. Each has a last constant for numbers that this generation does not know. */
public interface ThriftEnum {
    /** The number on the wire; meaningless if not {@link #recognized()}. */
    int number();

    /** Is this a constant of the IDL, and not the stand-in for an unknown number? */
    boolean recognized();
}
