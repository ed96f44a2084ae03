package dev.skep.server.front.hive.translation;

import dev.skep.hive.api.EnvironmentContext;
import dev.skep.server.catalog.DroppedFiles;
import dev.skep.server.catalog.QuickStatistics;
import dev.skep.server.model.Precondition;
import org.jspecify.annotations.Nullable;

/** What clients of Hive say beside a request, as properties of its context. */
public final class EnvironmentContexts {
    private static final String CASCADE = "CASCADE";
    private static final String PURGE = "ifPurge";
    private static final String NO_STATISTICS = "DO_NOT_UPDATE_STATS";
    private static final String STATISTICS_BY = "STATS_GENERATED";
    private static final String EXPECTED_KEY = "expected_parameter_key";
    private static final String EXPECTED_VALUE = "expected_parameter_value";

    private EnvironmentContexts() {}

    /** What becomes of the files of something that is dropped. */
    public static DroppedFiles dropped(@Nullable Boolean deleteData, @Nullable EnvironmentContext context) {
        return !Translation.isTrue(deleteData)
                ? DroppedFiles.KEPT
                : Boolean.parseBoolean(property(context, PURGE)) ? DroppedFiles.PURGED : DroppedFiles.REMOVED;
    }

    /** What becomes of the figures of files that a table or partition keeps among its parameters. */
    public static QuickStatistics statistics(@Nullable EnvironmentContext context) {
        if (Boolean.parseBoolean(property(context, NO_STATISTICS))) {
            return QuickStatistics.LEFT_ALONE;
        }
        String by = property(context, STATISTICS_BY);
        if ("TASK".equals(by)) {
            return QuickStatistics.GATHERED_EXACTLY;
        }
        return "USER".equals(by) ? QuickStatistics.GATHERED_ANEW : QuickStatistics.GATHERED;
    }

    /** Whether a change of a table goes down to its partitions. */
    public static boolean cascades(@Nullable EnvironmentContext context) {
        return Boolean.parseBoolean(property(context, CASCADE));
    }

    /** The value that a parameter must have for an alteration to be done. */
    public static Precondition expected(@Nullable EnvironmentContext context) {
        String key = property(context, EXPECTED_KEY);
        return key == null ? Precondition.NONE : Precondition.parameter(key, property(context, EXPECTED_VALUE));
    }

    private static @Nullable String property(@Nullable EnvironmentContext context, String key) {
        return context == null
                ? null
                : Translation.orEmpty(context.properties()).get(key);
    }
}
