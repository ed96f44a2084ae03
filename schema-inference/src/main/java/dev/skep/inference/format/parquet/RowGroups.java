package dev.skep.inference.format.parquet;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Where the values of some columns lie in a file, by its groups of rows; known when its footer was parsed. */
final class RowGroups implements ParquetFooter.Chunks {

    private final Predicate<Leaf> wanted;
    private final List<Group> groups = new ArrayList<>();

    RowGroups(Predicate<Leaf> wanted) {
        this.wanted = wanted;
    }

    /** The chunk of a column in one group. */
    record Part(Leaf leaf, Chunk chunk) {}

    record Group(long rows, List<Part> parts) {}

    @Override
    public void group(long rows) {
        groups.add(new Group(rows, new ArrayList<>()));
    }

    @Override
    public void chunk(Leaf leaf, Chunk chunk) {
        if (wanted.test(leaf)) {
            groups.get(groups.size() - 1).parts().add(new Part(leaf, chunk));
        }
    }

    /** The same groups with some of the columns. */
    RowGroups of(Predicate<Leaf> some) {
        RowGroups fewer = new RowGroups(some);
        for (Group group : groups) {
            fewer.group(group.rows());
            group.parts().forEach(part -> fewer.chunk(part.leaf(), part.chunk()));
        }
        return fewer;
    }

    List<Group> groups() {
        return groups;
    }
}
