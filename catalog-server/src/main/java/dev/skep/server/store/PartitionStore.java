package dev.skep.server.store;

import dev.skep.server.filter.Predicate;
import dev.skep.server.model.Partition;
import dev.skep.server.model.PartitionName;
import dev.skep.server.model.Stored;
import dev.skep.server.model.TableHead;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Partitions. Predicates are typed ({@code Typing}) for the table they are used on. Whatever lists,
 * lists in the order of the partitions' names, by code point.
 */
public interface PartitionStore {
    Optional<Stored<Partition>> find(TableHead table, PartitionName name);

    /** Those of the names that exist; the number of statements grows by the thousand. */
    List<Stored<Partition>> findAll(TableHead table, Collection<PartitionName> names);

    /** Which of the names exist. */
    Set<PartitionName> existing(TableHead table, Collection<PartitionName> names);

    /** How many partitions there are; without reading them where SQL decides the whole predicate. */
    int count(TableHead table, Predicate predicate);

    /**
     * The partitions that satisfy the predicate: one statement to count, then one a page of a thousand.
     *
     * @param limit how many at most; negative for all
     */
    Listing<Stored<Partition>> list(TableHead table, Predicate predicate, int limit);

    /** As {@link #list}, the names only. */
    Listing<PartitionName> names(TableHead table, Predicate predicate, int limit);

    /** One page in name order, for callers that hold no snapshot between pages. */
    List<Stored<Partition>> page(TableHead table, Predicate predicate, Page page);

    /**
     * Adds all or none, a few statements for every thousand.
     *
     * @throws dev.skep.server.model.CatalogException {@code ALREADY_EXISTS} naming one that does; {@code NOT_FOUND_TABLE}
     *     if the table was dropped meanwhile; {@code INVALID} if a name is longer than {@link PartitionName#MAX_LENGTH}
     *     allows
     */
    void insert(TableHead table, Collection<Partition> partitions);

    /**
     * Replaces what the named partitions hold; the values, and with them the name, may change.
     *
     * @param next what each is to become
     * @throws dev.skep.server.model.CatalogException {@code NOT_FOUND_PARTITION} naming one that does not exist;
     *     {@code ALREADY_EXISTS} if a new name is taken
     */
    void update(TableHead table, Map<PartitionName, Partition> next);

    /** Removes those of the names that exist, with their statistics; returns how many they were. */
    int delete(TableHead table, Collection<PartitionName> names);

    /**
     * Moves the locations that lie below one directory to another, in one statement; other locations stay.
     *
     * @param from the directory that they lie below, without a slash at its end
     * @param to what takes its place, without a slash at its end
     */
    void relocate(TableHead table, String from, String to);
}
