package dev.skep.thrift;

import org.apache.thrift.TException;

/**
 * An exception that a method declares.
 *
 * @param id the field of the result that carries it
 * @param hive2Id the same for clients of Hive 2; zero if they do not know it
 * @param since the first generation whose clients know it
 */
public record DeclaredException<E extends ThriftException>(
        int id, int hive2Id, Generation since, Class<E> type, StructCodec<E> codec) {

    /** Does a client of this generation expect it? */
    public boolean knownTo(Generation generation) {
        return generation.atLeast(since);
    }

    /** The field of the result as this generation numbers it. */
    public int idFor(Generation generation) {
        return generation == Generation.HIVE_2 ? hive2Id : id;
    }

    void write(ThriftWriter out, ThriftException exception) throws TException {
        out.field(idFor(out.generation()), codec, type.cast(exception));
    }
}
