package dev.skep.server.files.s3;

import dev.skep.server.files.WarehouseFiles;
import dev.skep.server.model.CatalogException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * What tables own in object stores. There are no directories: one is there as long as an object lies below it, or an empty
 * object whose key ends with a slash marks it, as the clients of Hadoop have it. A move is a copy, and the objects at the old
 * place are removed when the catalog names the new one.
 */
public final class S3WarehouseFiles implements WarehouseFiles {
    private static final Logger LOG = LoggerFactory.getLogger(S3WarehouseFiles.class);

    /** Counting takes a call for each thousand objects, while a transaction is open. */
    private static final int MOST_TO_COUNT = 100_000;

    private final WarehouseFiles locations;
    private final ObjectStore objects;
    private final Optional<S3Location> trash;

    /** @param locations knows how locations are written */
    public S3WarehouseFiles(S3Settings settings, WarehouseFiles locations) {
        this(settings, locations, ObjectStore.MOST_AT_ONCE);
    }

    S3WarehouseFiles(S3Settings settings, WarehouseFiles locations, int atOnce) {
        this.locations = locations;
        this.objects = new ObjectStore(Clients.of(settings), atOnce);
        this.trash = settings.trash();
    }

    @Override
    public String qualify(String base, String location) {
        return locations.qualify(base, location);
    }

    @Override
    public boolean createDirectory(String location) {
        S3Location place = S3Location.of(location);
        try {
            if (place.isWholeBucket() || objects.isAnyBelow(place)) {
                return false;
            }
            objects.mark(place);
            return true;
        } catch (SdkException e) {
            if (S3Failure.isDenied(e)) {
                // Whoever registers a table may write to buckets that this server may not.
                LOG.warn("The directory of location {} is not made: {}", location, S3Failure.reason(e));
                return false;
            }
            throw S3Failure.of("The directory of location " + location + " cannot be made", e);
        }
    }

    @Override
    public void createDirectories(Collection<String> locations, Consumer<String> made) {
        Queue<String> marked = new ConcurrentLinkedQueue<>();
        try {
            objects.parallel().each(locations.iterator(), location -> {
                if (createDirectory(location)) {
                    marked.add(location);
                }
            });
        } finally {
            marked.forEach(made);
        }
    }

    @Override
    public boolean isFile(String location) {
        S3Location place = S3Location.of(location);
        try {
            return !place.isWholeBucket() && objects.exists(place);
        } catch (SdkException e) {
            LOG.warn("It is not known whether one object lies at {}: {}", location, S3Failure.reason(e));
            return false;
        }
    }

    @Override
    public boolean isDirectory(String location) {
        return demand(
                "It is not known whether objects lie at " + location,
                () -> objects.isAnyBelow(S3Location.of(location)));
    }

    @Override
    public Optional<List<String>> directoriesIn(String location) {
        return demand(
                "The directories at " + location + " cannot be listed",
                () -> objects.directoriesIn(S3Location.of(location))
                        .map(names -> names.stream()
                                .filter(name -> !name.startsWith(".") && !name.startsWith("_"))
                                .sorted()
                                .toList()));
    }

    @Override
    public boolean isReached(String location) {
        return true;
    }

    @Override
    public boolean canMove(String location) {
        return true;
    }

    @Override
    public Move move(String from, String to) {
        return demand(
                "The objects at " + from + " cannot be moved to " + to,
                () -> S3Move.begin(objects, S3Location.of(from), S3Location.of(to)));
    }

    @Override
    public void delete(String location) {
        S3Location place = S3Location.of(location);
        if (place.isWholeBucket()) {
            throw CatalogException.invalid("Bucket " + place.bucket() + " as a whole is no location to remove");
        }
        removeAll(place);
    }

    @Override
    public void discard(String location) {
        S3Location place = S3Location.of(location);
        if (trash.isEmpty() || place.isBelow(trash.get()) || place.isWholeBucket()) {
            delete(location);
            return;
        }
        if (trash.get().isBelow(place)) {
            throw CatalogException.invalid("What lies at " + location + " cannot be moved into the trash at "
                    + trash.get() + ", which lies in it: set warehouse.s3.trash-dir to another place");
        }
        demand("What lies at " + location + " cannot be moved into the trash at " + trash.get(), () -> {
            if (objects.isAnyBelow(place)) {
                objects.throwAway(place, free(trash.get().resolve(place.bucket() + "/" + place.key())));
            }
            return true;
        });
    }

    @Override
    public void deleteEmpty(String location) {
        S3Location place = S3Location.of(location);
        demand("The mark of location " + location + " cannot be removed", () -> {
            List<S3Object> found = objects.below(place).limit(2).toList();
            if (found.size() == 1 && found.get(0).key().equals(place.prefix())) {
                objects.delete(place.bucket(), List.of(place.prefix()).iterator());
            }
            return true;
        });
    }

    @Override
    public void clear(String location) {
        S3Location place = S3Location.of(location);
        boolean was = isDirectory(location);
        discard(location);
        if (was) {
            demand("The mark of location " + location + " cannot be made", () -> {
                objects.mark(place);
                return true;
            });
        }
    }

    @Override
    public Optional<Figures> figures(String location) {
        try {
            return count(S3Location.of(location));
        } catch (SdkException e) {
            LOG.warn("The objects at {} cannot be counted: {}", location, S3Failure.reason(e));
            return Optional.empty();
        }
    }

    @Override
    public Map<String, Figures> figures(Collection<String> locations) {
        Map<String, Figures> told = new ConcurrentHashMap<>();
        objects.parallel()
                .each(
                        locations.iterator(),
                        location -> figures(location).ifPresent(figures -> told.put(location, figures)));
        return told;
    }

    private Optional<Figures> count(S3Location place) {
        long files = 0;
        long bytes = 0;
        long seen = 0;
        for (S3Object object : (Iterable<S3Object>) objects.below(place)::iterator) {
            seen++;
            if (seen > MOST_TO_COUNT) {
                LOG.debug("The objects at {} are too many to be counted", place);
                return Optional.empty();
            }
            Item item = Item.of(place, object);
            if (item.isVisible()) {
                files++;
                bytes += item.size();
            }
        }
        return seen == 0 ? Optional.empty() : Optional.of(new Figures(files, bytes));
    }

    /** What was thrown away before from the same place stays beside it. */
    private S3Location free(S3Location place) {
        S3Location free = place;
        for (int i = 1; objects.isAnyBelow(free); i++) {
            free = new S3Location(place.bucket(), place.key() + "." + i);
        }
        return free;
    }

    private void removeAll(S3Location place) {
        demand("What lies at " + place + " cannot be removed", () -> {
            objects.delete(
                    place.bucket(), objects.below(place).map(S3Object::key).iterator());
            return true;
        });
    }

    private static <T> T demand(String failure, Supplier<T> work) {
        try {
            return work.get();
        } catch (SdkException e) {
            throw S3Failure.of(failure, e);
        }
    }
}
