package dev.skep.server.model.workload;

import dev.skep.server.model.CatalogException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How an engine shares its resources: a value with all that belongs to it, so that it is checked and copied as a whole. Each
 * method answers the plan as it is after a change.
 *
 * @param parallelism how many queries run at once; null for as many as the pools allow
 * @param defaultPool where the queries run that no mapping fits; null for nowhere
 * @param pools by their paths, whose parts a dot separates, in order
 * @param triggers by their names, in order
 */
public record ResourcePlan(
        Status status,
        @Nullable Integer parallelism,
        @Nullable String defaultPool,
        Map<String, Pool> pools,
        Map<String, Trigger> triggers,
        List<Mapping> mappings) {
    private static final String FIRST_POOL = "default";
    private static final int FIRST_PARALLELISM = 4;

    /** Whether it is in force, could be, or may be edited. */
    public enum Status {
        ACTIVE,
        ENABLED,
        DISABLED
    }

    public ResourcePlan {
        pools = Collections.unmodifiableMap(new TreeMap<>(pools));
        triggers = Collections.unmodifiableMap(new TreeMap<>(triggers));
        mappings = List.copyOf(mappings);
    }

    /** A plan with one pool, as Hive makes it. */
    public static ResourcePlan fresh(@Nullable Integer parallelism) {
        Pool pool = new Pool(1.0, FIRST_PARALLELISM, null, List.of());
        return new ResourcePlan(
                Status.DISABLED, parallelism, FIRST_POOL, Map.of(FIRST_POOL, pool), Map.of(), List.of());
    }

    public ResourcePlan withStatus(Status next) {
        return new ResourcePlan(next, parallelism, defaultPool, pools, triggers, mappings);
    }

    /** @throws CatalogException {@code INVALID} */
    public ResourcePlan withParallelism(@Nullable Integer next) {
        requirePositive(next);
        return new ResourcePlan(status, next, defaultPool, pools, triggers, mappings);
    }

    /** @throws CatalogException {@code NOT_FOUND_OTHER} */
    public ResourcePlan withDefaultPool(@Nullable String path) {
        if (path != null) {
            pool(path);
        }
        return new ResourcePlan(status, parallelism, path, pools, triggers, mappings);
    }

    /** @throws CatalogException {@code INVALID} */
    public static void requirePositive(@Nullable Integer parallelism) {
        if (parallelism != null && parallelism <= 0) {
            throw CatalogException.invalid("The query parallelism of a plan must be positive, not " + parallelism);
        }
    }

    public Findings check() {
        return PlanCheck.of(this);
    }

    /** @throws CatalogException {@code NOT_FOUND_OTHER} if it has no parent; {@code ALREADY_EXISTS} */
    public ResourcePlan withPool(String path, Pool pool) {
        requireParent(path);
        requireFree("Pool", path, pools);
        return withPools(added(pools, path, pool));
    }

    /**
     * Changes a pool, and moves it with all below it and all that refers to it.
     *
     * @throws CatalogException {@code NOT_FOUND_OTHER}, {@code ALREADY_EXISTS}, {@code INVALID}
     */
    public ResourcePlan alterPool(String path, String newPath, UnaryOperator<Pool> change) {
        ResourcePlan changed = withPools(added(pools, path, change.apply(pool(path))));
        return newPath.equals(path) ? changed : changed.movePool(path, newPath);
    }

    /** @throws CatalogException {@code NOT_FOUND_OTHER}; {@code INVALID} if something depends on it */
    public ResourcePlan withoutPool(String path) {
        pool(path);
        if (path.equals(defaultPool)) {
            throw CatalogException.invalid("Pool " + path + " cannot be dropped: it is the default pool of the plan");
        }
        if (pools.keySet().stream().anyMatch(other -> isBelow(other, path))) {
            throw CatalogException.invalid("Pool " + path + " cannot be dropped: it has pools below it");
        }
        if (mappings.stream().anyMatch(mapping -> path.equals(mapping.pool()))) {
            throw CatalogException.invalid(
                    "Pool " + path + " cannot be dropped: there are mappings to it; remove them first");
        }
        return withPools(removed(pools, path));
    }

    /** @throws CatalogException {@code ALREADY_EXISTS} */
    public ResourcePlan withTrigger(String name, Trigger trigger) {
        requireFree("Trigger", name, triggers);
        return withTriggers(added(triggers, name, trigger));
    }

    /** @throws CatalogException {@code NOT_FOUND_OTHER} */
    public ResourcePlan alterTrigger(String name, UnaryOperator<Trigger> change) {
        return withTriggers(added(triggers, name, change.apply(trigger(name))));
    }

    /** Pools that it watched are watched by it no longer. */
    public ResourcePlan withoutTrigger(String name) {
        trigger(name);
        Map<String, Pool> unwatched = new TreeMap<>(pools);
        unwatched.replaceAll((path, pool) -> pool.notWatchedBy(name));
        return withPools(unwatched).withTriggers(removed(triggers, name));
    }

    /** @throws CatalogException {@code NOT_FOUND_OTHER} if there is no such pool or trigger */
    public ResourcePlan watch(String path, String trigger) {
        trigger(trigger);
        return withPools(added(pools, path, pool(path).watchedBy(trigger)));
    }

    /** @throws CatalogException {@code NOT_FOUND_OTHER} if there is no such pool or trigger */
    public ResourcePlan unwatch(String path, String trigger) {
        trigger(trigger);
        return withPools(added(pools, path, pool(path).notWatchedBy(trigger)));
    }

    /** @throws CatalogException {@code NOT_FOUND_OTHER} if there is no such pool; {@code ALREADY_EXISTS} */
    public ResourcePlan withMapping(Mapping mapping) {
        requirePool(mapping);
        if (mappings.stream().anyMatch(mapping::isFor)) {
            throw CatalogException.alreadyExists("Mapping", mapping);
        }
        List<Mapping> next = new ArrayList<>(mappings);
        next.add(mapping);
        return withMappings(next);
    }

    /** Changes where the queries of a mapping run. @throws CatalogException {@code NOT_FOUND_OTHER} */
    public ResourcePlan alterMapping(Mapping mapping) {
        requirePool(mapping);
        requireMapping(mapping);
        return withMappings(mappings.stream()
                .map(each -> each.isFor(mapping) ? each.withPool(mapping.pool()) : each)
                .toList());
    }

    /** @throws CatalogException {@code NOT_FOUND_OTHER} */
    public ResourcePlan withoutMapping(Mapping mapping) {
        requireMapping(mapping);
        return withMappings(
                mappings.stream().filter(each -> !each.isFor(mapping)).toList());
    }

    /** Empty for a pool at the top. */
    static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('.')));
    }

    private static boolean isBelow(String path, String above) {
        return path.startsWith(above + ".");
    }

    private ResourcePlan movePool(String path, String newPath) {
        if (isBelow(newPath, path)) {
            throw CatalogException.invalid("Pool " + path + " cannot be moved below itself, to " + newPath);
        }
        requireParent(newPath);
        requireFree("Pool", newPath, pools);
        UnaryOperator<String> move =
                each -> each.equals(path) || isBelow(each, path) ? newPath + each.substring(path.length()) : each;
        Map<String, Pool> moved = new TreeMap<>();
        pools.forEach((each, pool) -> moved.put(move.apply(each), pool));
        return new ResourcePlan(
                status,
                parallelism,
                defaultPool == null ? null : move.apply(defaultPool),
                moved,
                triggers,
                mappings.stream()
                        .map(mapping -> mapping.pool() == null ? mapping : mapping.withPool(move.apply(mapping.pool())))
                        .toList());
    }

    private ResourcePlan withPools(Map<String, Pool> next) {
        return new ResourcePlan(status, parallelism, defaultPool, next, triggers, mappings);
    }

    private ResourcePlan withTriggers(Map<String, Trigger> next) {
        return new ResourcePlan(status, parallelism, defaultPool, pools, next, mappings);
    }

    private ResourcePlan withMappings(List<Mapping> next) {
        return new ResourcePlan(status, parallelism, defaultPool, pools, triggers, next);
    }

    private Pool pool(String path) {
        return found("pool", path, pools);
    }

    private Trigger trigger(String name) {
        return found("trigger", name, triggers);
    }

    private static <T> T found(String what, String name, Map<String, T> all) {
        if (!all.containsKey(name)) {
            throw CatalogException.notFound(what, name + " in the plan");
        }
        return Objects.requireNonNull(all.get(name));
    }

    private static void requireFree(String what, String name, Map<String, ?> all) {
        if (all.containsKey(name)) {
            throw CatalogException.alreadyExists(what, name);
        }
    }

    private void requireParent(String path) {
        String parent = parent(path);
        if (!parent.isEmpty()) {
            pool(parent);
        }
    }

    private void requirePool(Mapping mapping) {
        if (mapping.pool() != null) {
            pool(mapping.pool());
        }
    }

    private void requireMapping(Mapping mapping) {
        if (mappings.stream().noneMatch(mapping::isFor)) {
            throw CatalogException.notFound("mapping", mapping);
        }
    }

    private static <T> Map<String, T> added(Map<String, T> all, String name, T value) {
        Map<String, T> next = new TreeMap<>(all);
        next.put(name, value);
        return next;
    }

    private static <T> Map<String, T> removed(Map<String, T> all, String name) {
        Map<String, T> next = new TreeMap<>(all);
        next.remove(name);
        return next;
    }
}
