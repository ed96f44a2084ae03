package dev.skep.crawler.cli;

import dev.skep.crawler.plan.ChangePolicy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What may happen to tables that are there already. */
final class PolicyOptions {

    static final String UPDATE =
            "What becomes of a table whose files have another schema now: update, add-columns (those that "
                    + "it has stay), or log (it stays as it is). New tables and partitions are registered in any case (default: "
                    + "update).";

    static final String DELETE =
            "What becomes of a crawled table or partition without files: delete, deprecate (a parameter "
                    + "says since when), or log (it stays). Nothing is concluded from what could not be listed (default: log).";

    static final String RECRAWL =
            "What is looked into again: everything that has changed, or new-folders (only folders that are no "
                    + "registered table or partition; tables stay as they are) (default: everything).";

    @Option(names = "--update-behavior", paramLabel = "update|add-columns|log", description = UPDATE)
    private @Nullable String update;

    @Option(names = "--delete-behavior", paramLabel = "delete|deprecate|log", description = DELETE)
    private @Nullable String delete;

    @Option(names = "--recrawl-behavior", paramLabel = "everything|new-folders", description = RECRAWL)
    private @Nullable String recrawl;

    ChangePolicy policy() throws Failure {
        try {
            return ChangePolicy.parse(update, delete, recrawl);
        } catch (IllegalArgumentException e) {
            throw new Failure(Failure.USAGE, String.valueOf(e.getMessage()));
        }
    }
}
