package dev.skep.thrift;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Immutable copies of collections that keep the order of the wire; what is a copy already is not copied again. */
public final class Frozen {
    private Frozen() {}

    public static <T> List<T> list(List<T> list) {
        return List.copyOf(list);
    }

    public static <T> Set<T> set(Set<T> set) {
        return set instanceof FrozenSet<T> frozen ? frozen : owningSet(new LinkedHashSet<>(set));
    }

    public static <K, V> Map<K, V> map(Map<K, V> map) {
        return map instanceof FrozenMap<K, V> frozen ? frozen : owningMap(new LinkedHashMap<>(map));
    }

    static <T> Set<T> owningSet(Set<T> set) {
        set.forEach(Objects::requireNonNull);
        return new FrozenSet<>(set);
    }

    static <K, V> Map<K, V> owningMap(Map<K, V> map) {
        map.forEach((key, value) -> {
            Objects.requireNonNull(key, "a key of a map");
            Objects.requireNonNull(value, "a value of a map");
        });
        return new FrozenMap<>(map);
    }

    private static final class FrozenSet<T> extends AbstractSet<T> {
        private final Set<T> content;

        FrozenSet(Set<T> content) {
            this.content = Collections.unmodifiableSet(content);
        }

        @Override
        public Iterator<T> iterator() {
            return content.iterator();
        }

        @Override
        public int size() {
            return content.size();
        }

        @Override
        public boolean contains(Object value) {
            return content.contains(value);
        }
    }

    private static final class FrozenMap<K, V> extends AbstractMap<K, V> {
        private final Map<K, V> content;

        FrozenMap(Map<K, V> content) {
            this.content = Collections.unmodifiableMap(content);
        }

        @Override
        public Set<Entry<K, V>> entrySet() {
            return content.entrySet();
        }

        @Override
        public boolean containsKey(Object key) {
            return content.containsKey(key);
        }

        @Override
        @SuppressWarnings("NullAway") // null means absent, as every map has it
        public V get(Object key) {
            return content.get(key);
        }
    }
}
