package dev.skep.inference.accuracy;

import dev.skep.inference.report.FileReport;
import java.io.IOException;
import java.nio.file.Path;

/** Something that infers schemas and is measured. */
interface Engine extends AutoCloseable {

    String name();

    /** Whether it claims to know files of a category; the others are left out of its score. */
    boolean knows(String category);

    FileReport answer(Path file) throws IOException;

    @Override
    default void close() {}
}
