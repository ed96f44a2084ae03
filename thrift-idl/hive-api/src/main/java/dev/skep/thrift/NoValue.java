package dev.skep.thrift;

/** What a method without result returns. */
public enum NoValue {
    NO_VALUE
}
