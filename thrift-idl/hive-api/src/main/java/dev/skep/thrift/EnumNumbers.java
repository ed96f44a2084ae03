package dev.skep.thrift;

/** The constants of an enum by number; the generated {@code of} methods fit. */
@FunctionalInterface
public interface EnumNumbers<E extends Enum<E> & ThriftEnum> {
    /** The constant, or the stand-in for unknown numbers. */
    E of(int number);
}
