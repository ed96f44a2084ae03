package dev.skep.server.store.sql;

import static dev.skep.sql.Tables.LAYOUT;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.skep.server.model.Layout;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/**
 * The layouts, each stored once. They are immutable, so that what is cached here is never wrong; they are written apart from
 * the transaction that uses them, so that two writers of the same layout do not wait for each other's end.
 */
final class Layouts {
    private static final int MAX_CACHED = 10_000;

    private final SideTransactions side;
    private final Ids ids;
    private final Cache<Long, Layout> byId =
            Caffeine.newBuilder().maximumSize(MAX_CACHED).build();
    private final Cache<Layout, Long> idByLayout =
            Caffeine.newBuilder().maximumSize(MAX_CACHED).build();

    Layouts(SideTransactions side, Ids ids) {
        this.side = side;
        this.ids = ids;
    }

    /** A layout as it is stored. */
    private record Content(Layout layout, String hash, String body) {
        static Content of(Layout layout) {
            String body = StoredJson.write(layout);
            return new Content(layout, Sha256.of(body), body);
        }
    }

    long idOf(Layout layout) {
        Long known = idByLayout.getIfPresent(layout);
        return known != null ? known : store(Content.of(layout));
    }

    private long store(Content content) {
        return store(List.of(content)).values().iterator().next();
    }

    /** The ids of the layouts; each thousand that this process has not seen costs a statement, and one more if it is new. */
    Map<Layout, Long> idsOf(Collection<Layout> layouts) {
        Map<Layout, Long> found = new HashMap<>();
        Set<Layout> unknown = new HashSet<>();
        for (Layout layout : new HashSet<>(layouts)) {
            Long id = idByLayout.getIfPresent(layout);
            if (id == null) {
                unknown.add(layout);
            } else {
                found.put(layout, id);
            }
        }
        for (List<Layout> chunk : Chunks.of(unknown, Chunks.CONDITION)) {
            found.putAll(store(chunk.stream().map(Content::of).toList()));
        }
        return found;
    }

    private Map<Layout, Long> store(List<Content> contents) {
        long firstId = ids.take(contents.size());
        Map<String, Long> idByHash = side.run(sql -> findOrInsert(sql, contents, firstId));
        Map<Layout, Long> stored = new HashMap<>();
        for (Content content : contents) {
            Long id = idByHash.get(content.hash());
            if (id == null) {
                throw new IllegalStateException("Layout " + content.hash() + " was stored and is not there");
            }
            stored.put(content.layout(), id);
            remember(id, content.layout());
        }
        return stored;
    }

    private static Map<String, Long> findOrInsert(DSLContext sql, List<Content> contents, long firstId) {
        Map<String, Long> idByHash = sql.select(LAYOUT.HASH, LAYOUT.ID)
                .from(LAYOUT)
                .where(LAYOUT.HASH.in(contents.stream().map(Content::hash).toList()))
                .fetchMap(LAYOUT.HASH, LAYOUT.ID);
        List<Content> missing = contents.stream()
                .filter(content -> !idByHash.containsKey(content.hash()))
                .toList();
        if (!missing.isEmpty()) {
            List<Object[]> rows = new ArrayList<>();
            for (Content content : missing) {
                long id = firstId + rows.size();
                idByHash.put(content.hash(), id);
                rows.add(new Object[] {id, content.hash(), content.body()});
            }
            Batch.execute(
                    sql,
                    sql.insertInto(LAYOUT)
                            .columns(LAYOUT.ID, LAYOUT.HASH, LAYOUT.BODY)
                            .values((Long) null, null, null),
                    rows);
        }
        return idByHash;
    }

    /** The layouts with these ids; each thousand that this process has not seen costs a statement. */
    Map<Long, Layout> get(DSLContext sql, Collection<Long> layoutIds) {
        Map<Long, Layout> found = new HashMap<>(byId.getAllPresent(layoutIds));
        Set<Long> unknown =
                layoutIds.stream().filter(id -> !found.containsKey(id)).collect(Collectors.toSet());
        for (List<Long> chunk : Chunks.of(unknown, Chunks.CONDITION)) {
            sql.select(LAYOUT.ID, LAYOUT.BODY)
                    .from(LAYOUT)
                    .where(LAYOUT.ID.in(chunk))
                    .forEach(row -> found.put(row.value1(), parsed(row.value1(), row.value2())));
        }
        return found;
    }

    /** The layout that a query has read along. */
    Layout parsed(long id, String body) {
        Layout known = byId.getIfPresent(id);
        if (known != null) {
            return known;
        }
        Layout layout = StoredJson.read(body, Layout.class);
        remember(id, layout);
        return layout;
    }

    private void remember(long id, Layout layout) {
        byId.put(id, layout);
        idByLayout.put(layout, id);
    }
}
