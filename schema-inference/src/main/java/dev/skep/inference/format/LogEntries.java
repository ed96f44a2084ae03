package dev.skep.inference.format;

import dev.skep.inference.grok.Column;
import java.util.List;
import java.util.Optional;

/** How the entries of a log are told and taken apart. */
interface LogEntries {

    /** The kind of the log, such as {@code syslog}. */
    String kind();

    List<Column> columns();

    /** A regular expression with one group a column; empty if there is none for all of them. */
    String regex();

    /** Whether a line is neither an entry nor a part of one. */
    boolean isComment(String line);

    /** The texts of the columns; nothing if no entry begins on this line. */
    Optional<List<String>> match(String line);
}
