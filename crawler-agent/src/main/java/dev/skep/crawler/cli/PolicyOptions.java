package dev.skep.crawler.cli;

import dev.skep.crawler.plan.ChangePolicy;
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

    @Option(names = "--update-behavior", paramLabel = "update|add-columns|log", description = UPDATE)
    private String update = "update";

    @Option(names = "--delete-behavior", paramLabel = "delete|deprecate|log", description = DELETE)
    private String delete = "log";

    ChangePolicy policy() throws Failure {
        try {
            return ChangePolicy.parse(update, delete);
        } catch (IllegalArgumentException e) {
            throw new Failure(Failure.USAGE, String.valueOf(e.getMessage()));
        }
    }
}
