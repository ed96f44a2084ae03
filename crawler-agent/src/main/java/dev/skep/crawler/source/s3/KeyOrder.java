package dev.skep.crawler.source.s3;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/** The order in which stores list keys: that of their bytes in UTF-8, not that of Java's strings. */
final class KeyOrder {

    static final Comparator<String> BY_BYTES =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    private KeyOrder() {}
}
