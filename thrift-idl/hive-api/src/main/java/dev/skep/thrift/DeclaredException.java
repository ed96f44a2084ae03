package dev.skep.thrift;

import org.apache.thrift.TException;

/**
 * An exception that a method declares.
 *
 * @param id the field of the result that carries it
 * @param hive2Id the same for clients of Hive 2; zero if they do not know it
 * @param hive3Id the same for clients of Hive 3; zero if they do not know it
 * @param since the first generation whose clients know it
 */
public record DeclaredException<E extends ThriftException>(
        int id, int hive2Id, int hive3Id, Generation since, Class<E> type, StructCodec<E> codec) {

    /** Does a client of this generation expect it? */
    public boolean knownTo(Generation generation) {
        return generation.atLeast(since) && idFor(generation) != 0;
    }

    /** The field of the result as this generation numbers it. */
    public int idFor(Generation generation) {
        return switch (generation) {
            case HIVE_2 -> hive2Id;
            case HIVE_3 -> hive3Id;
            case HIVE_4, HIVE_4_1 -> id;
        };
    }

    /**
     * The newest form is also for those of whom nothing is known yet, so the exception stands under Hive 3's number, too: who
     * does not know that skips it.
     */
    void write(ThriftWriter out, ThriftException exception) throws TException {
        int known = idFor(out.generation());
        out.field(known, codec, type.cast(exception));
        if (out.generation() == Generation.NEWEST && hive3Id != known && hive3Id != 0) {
            out.field(hive3Id, codec, type.cast(exception));
        }
    }
}
