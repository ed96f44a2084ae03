package dev.skep.crawler.source;

/** Which names engines do not read as data. */
public final class FileNames {

    private FileNames() {}

    /**
     * True for what Hive and Spark skip: names that begin with a dot, or with an underscore unless they are partition
     * folders, and unfinished copies.
     */
    public static boolean hidden(String name) {
        return name.startsWith(".")
                || (name.startsWith("_") && name.indexOf('=') < 0)
                || name.endsWith("._COPYING_")
                || name.equals("Thumbs.db")
                || name.equals("desktop.ini");
    }
}
