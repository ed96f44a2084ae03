package dev.skep.crawler.grouping;

import dev.skep.crawler.source.Problem;
import java.io.IOException;
import java.util.List;

/** Which folders are tables and partitions, as somebody says it who knows; then it is not to be found out. */
public sealed interface Declaration permits PathTemplate, TableLevel {

    /** True if a file counts. */
    boolean takes(String path);

    /**
     * The tables of these folders; folders that do not fit are problems, and so are two that mean the same partition.
     *
     * @param root the location to which their paths are relative
     * @throws IOException if there can be no such tables below that place; the message is a sentence for the user
     */
    List<PartitionedFiles> tables(String root, List<Folder> folders, List<Problem> problems) throws IOException;

    /** Why files are a table. */
    String because();
}
