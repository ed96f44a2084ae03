package dev.skep.crawler.grouping;

import dev.skep.inference.HiveType;
import dev.skep.inference.HiveType.Scalar;
import dev.skep.inference.InferredSchema;
import dev.skep.inference.SchemaDiff;
import dev.skep.inference.SchemaMerger;
import dev.skep.inference.SchemaMerger.Sourced;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sorts schemas into those that can be one table. */
final class Clusters {

    /** The share of the smaller schema's columns that the larger one must have for both to be one table. */
    private static final double ALIKE = 0.7;

    private static final Set<Scalar> NUMBERS =
            Set.of(Scalar.TINYINT, Scalar.SMALLINT, Scalar.INT, Scalar.BIGINT, Scalar.FLOAT, Scalar.DOUBLE);

    /** Schemas that are one table, and the schema of all of them. */
    record Cluster(List<Sourced> members, InferredSchema merged) {
        Cluster with(Sourced next) {
            List<Sourced> all = new ArrayList<>(members);
            all.add(next);
            String first = members.get(0).source();
            return new Cluster(
                    all,
                    SchemaMerger.merge(List.of(new Sourced(first, merged), next))
                            .schema());
        }
    }

    private Clusters() {}

    /**
     * The clusters, the largest first.
     *
     * @param schemas ordered by source
     * @param declared true if the paths already say that all are one table, so that only what no reader could read as
     *     one table separates them
     */
    static List<Cluster> of(List<Sourced> schemas, boolean declared) {
        List<Cluster> clusters = new ArrayList<>();
        for (Sourced next : schemas) {
            int home = 0;
            while (home < clusters.size()
                    && obstacle(clusters.get(home), next, declared).isPresent()) {
                home++;
            }
            if (home == clusters.size()) {
                clusters.add(new Cluster(List.of(next), next.schema()));
            } else {
                clusters.set(home, clusters.get(home).with(next));
            }
        }
        clusters.sort((a, b) -> Integer.compare(b.members().size(), a.members().size()));
        return clusters;
    }

    /** Why a schema is not of a cluster. */
    static Optional<String> obstacle(Cluster cluster, Sourced next, boolean declared) {
        Optional<String> conflict = SchemaMerger.conflict(cluster.merged(), next.schema());
        if (conflict.isPresent() || declared) {
            return conflict;
        }
        Map<String, HiveType> known = SchemaDiff.columns(cluster.merged());
        Map<String, HiveType> found = SchemaDiff.columns(next.schema());
        if (nameless(next.schema()) && known.size() != found.size()) {
            return Optional.of("one has " + known.size() + " columns, the other " + found.size());
        }
        Set<String> common = new HashSet<>(known.keySet());
        common.retainAll(found.keySet());
        Set<String> changed = new HashSet<>(common);
        changed.removeIf(name -> SchemaDiff.between(Map.of(name, known.get(name)), Map.of(name, found.get(name)))
                        .level()
                != SchemaDiff.Level.BREAKING);
        if (changed.stream().anyMatch(name -> isNumber(known.get(name)) && isNumber(found.get(name)))) {
            // Of numbers more may be known than their types tell, and then one type holds both.
            Map<String, HiveType> joined = SchemaDiff.columns(cluster.with(next).merged());
            changed.removeIf(name -> isNumber(joined.get(name)));
        }
        int kept = common.size() - changed.size();
        double share = (double) kept / Math.min(known.size(), found.size());
        return share >= ALIKE
                ? Optional.empty()
                : Optional.of("only " + kept + " of " + Math.min(known.size(), found.size()) + " columns are alike");
    }

    private static boolean isNumber(@Nullable HiveType type) {
        return type instanceof HiveType.Decimal || (type instanceof Scalar scalar && NUMBERS.contains(scalar));
    }

    private static boolean nameless(InferredSchema schema) {
        return schema.dialect() != null && !schema.dialect().header();
    }
}
