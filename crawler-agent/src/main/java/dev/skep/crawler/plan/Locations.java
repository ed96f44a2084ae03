package dev.skep.crawler.plan;

/** Tells whether two locations are the same place. */
final class Locations {

    private Locations() {}

    /** One spelling for the many of a local path: {@code file:///a/}, {@code file://localhost/a} and {@code file:/a}. */
    static String canonical(String location) {
        String plain = location;
        for (String spelling : new String[] {"file://localhost/", "file:///"}) {
            if (plain.startsWith(spelling)) {
                plain = "file:/" + plain.substring(spelling.length());
            }
        }
        while (plain.endsWith("/") && !plain.endsWith(":/")) {
            plain = plain.substring(0, plain.length() - 1);
        }
        return plain;
    }
}
