package dev.skep.integration;

import java.util.Collection;
import java.util.Map;

/** The writes of one front, on tables of one database with a partition key {@code k}. */
interface WriteClient extends AutoCloseable {
    /** No answer came, or one that says that the outcome is not known: the write has happened or it has not. */
    final class LostException extends Exception {
        LostException(String message) {
            super(message);
        }

        LostException(Throwable cause) {
            super(cause);
        }
    }

    void createTable(String table, Map<String, String> parameters) throws LostException;

    void replaceParameters(String table, Map<String, String> parameters) throws LostException;

    void addPartitions(String table, Collection<String> values) throws LostException;

    void dropPartitions(String table, Collection<String> values) throws LostException;

    void dropTable(String table) throws LostException;

    @Override
    void close();
}
