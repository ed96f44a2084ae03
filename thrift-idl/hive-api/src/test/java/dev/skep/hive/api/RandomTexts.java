package dev.skep.hive.api;

import java.util.Random;

/** Texts that encoders stumble over, and plain ones. */
final class RandomTexts {
    private static final String[] POOL = {
        "",
        "a",
        "default",
        "dt=2024-01-01/hr=00",
        "größe",
        "名前",
        "a b%=/\\\"'",
        "😀 beyond the first plane",
        "\u0000\t\n"
    };

    private RandomTexts() {}

    static String next(Random random) {
        return POOL[random.nextInt(POOL.length)] + (random.nextBoolean() ? "" : random.nextInt(1000));
    }
}
