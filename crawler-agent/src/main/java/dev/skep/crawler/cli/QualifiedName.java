package dev.skep.crawler.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A table as people write it: {@code database.table}. */
record QualifiedName(String database, String table) {

    @Override
    public String toString() {
        return database + "." + table;
    }

    /** Splits at the first point, since only table names may contain one. */
    static final class Converter implements ITypeConverter<QualifiedName> {
        @Override
        public QualifiedName convert(String text) {
            int point = text.indexOf('.');
            if (point <= 0 || point == text.length() - 1) {
                throw new TypeConversionException("'" + text + "' does not name a table; write database.table");
            }
            return new QualifiedName(text.substring(0, point), text.substring(point + 1));
        }
    }
}
