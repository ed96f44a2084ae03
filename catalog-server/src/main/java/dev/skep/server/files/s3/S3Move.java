package dev.skep.server.files.s3;

import dev.skep.server.files.WarehouseFiles.Move;
import dev.skep.server.model.CatalogException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * A move in a store that has none: copies, and the removal of what was copied once the catalog names the new place.
 *
 * <p>An object at the new place says from where it is filled, until the old place is given up. Whoever moves the same again
 * after a server died in the middle finds it, and copies what is missing only; without it, what already lies at the new place is
 * somebody else's.
 */
final class S3Move implements Move {
    /** Its name begins with an underscore, so that nobody reads it as data. */
    private static final String ORIGIN = "_moved_from";

    /** A transaction waits for the copies, with the row of the table locked. */
    private static final int MOST = 100_000;

    private final ObjectStore objects;
    private final S3Location source;
    private final S3Location target;
    private final List<Item> moved;

    private S3Move(ObjectStore objects, S3Location source, S3Location target, List<Item> moved) {
        this.objects = objects;
        this.source = source;
        this.target = target;
        this.moved = moved;
    }

    /**
     * Copies.
     *
     * @throws CatalogException {@code INVALID} if something else is at the new place, or too much at the old one
     * @throws SdkException as the store does; copies that were made are removed again
     */
    static Move begin(ObjectStore objects, S3Location source, S3Location target) {
        if (source.isBelow(target) || target.isBelow(source)) {
            throw refused(source, target, "one place lies in the other");
        }
        List<Item> moved = items(objects, source).toList();
        if (moved.isEmpty()) {
            return NONE;
        }
        if (moved.size() > MOST) {
            throw refused(
                    source,
                    target,
                    "more than " + MOST + " objects lie there; copy them by a tool and alter the location afterwards");
        }
        S3Move move = new S3Move(objects, source, target, moved);
        List<Item> missing = move.missing();
        try {
            objects.write(target.resolve(ORIGIN), source.toString());
            objects.copy(missing, source, target);
        } catch (SdkException e) {
            move.withdraw();
            throw e;
        }
        return move;
    }

    @Override
    public void finish() {
        try {
            objects.delete(
                    source.bucket(),
                    Stream.concat(
                                    moved.stream().map(source::key),
                                    Stream.of(source.resolve(ORIGIN).key()))
                            .iterator());
            objects.delete(
                    target.bucket(), List.of(target.resolve(ORIGIN).key()).iterator());
        } catch (SdkException e) {
            throw S3Failure.of(
                    "The objects at " + source + ", which were moved to " + target + ", cannot be removed", e);
        }
    }

    @Override
    public void undo() {
        try {
            withdraw();
        } catch (SdkException e) {
            throw S3Failure.of("The copies at " + target + " of the objects at " + source + " cannot be removed", e);
        }
    }

    /** The sign goes last: as long as a copy is there, it is known whose it is. */
    private void withdraw() {
        objects.delete(
                target.bucket(),
                Stream.concat(
                                moved.stream().map(target::key),
                                Stream.of(target.resolve(ORIGIN).key()))
                        .iterator());
    }

    /** What an earlier attempt at the same move has not copied yet, or not since it was written. */
    private List<Item> missing() {
        if (!objects.isAnyBelow(target)) {
            return moved;
        }
        if (objects.text(target.resolve(ORIGIN))
                .filter(source.toString()::equals)
                .isEmpty()) {
            throw refused(source, target, "something is there already");
        }
        Map<String, Item> there = items(objects, target).collect(Collectors.toMap(Item::path, Function.identity()));
        return moved.stream().filter(item -> !isCopied(item, there)).toList();
    }

    private static boolean isCopied(Item item, Map<String, Item> there) {
        Item copy = there.get(item.path());
        return copy != null && copy.size() == item.size() && copy.writtenAt().isAfter(item.writtenAt());
    }

    private static Stream<Item> items(ObjectStore objects, S3Location place) {
        return objects.below(place)
                .map(object -> Item.of(place, object))
                .filter(item -> !item.path().equals(ORIGIN))
                .limit(MOST + 1L);
    }

    private static CatalogException refused(S3Location source, S3Location target, String reason) {
        return CatalogException.invalid("The objects at " + source + " cannot be moved to " + target + ": " + reason);
    }
}
