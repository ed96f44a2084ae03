package dev.skep.crawler.plan;

/** Tells whether two locations are the same place. */
final class Locations {

    private Locations() {}

    /** True if one place is the other or lies in it. */
    static boolean isWithin(String location, String root) {
        String place = canonical(location);
        String outer = canonical(root);
        return place.equals(outer) || place.startsWith(outer.endsWith("/") ? outer : outer + "/");
    }

    /** The path of a location within another, relative to that. */
    static String relative(String location, String root) {
        String whole = canonical(location);
        String base = canonical(root);
        return whole.equals(base) ? "" : whole.substring(base.endsWith("/") ? base.length() : base.length() + 1);
    }

    /**
     * One spelling for the many of a place: {@code file:///a/}, {@code file://localhost/a} and {@code file:/a};
     * {@code s3a://b/a} and {@code s3://b/a}.
     */
    static String canonical(String location) {
        String plain = location;
        for (String spelling : new String[] {"file://localhost/", "file:///"}) {
            if (plain.startsWith(spelling)) {
                plain = "file:/" + plain.substring(spelling.length());
            }
        }
        if (plain.startsWith("s3a://") || plain.startsWith("s3n://")) {
            plain = "s3" + plain.substring(3);
        }
        while (plain.endsWith("/") && !plain.endsWith(":/")) {
            plain = plain.substring(0, plain.length() - 1);
        }
        return plain;
    }
}
