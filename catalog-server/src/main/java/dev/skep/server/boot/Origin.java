package dev.skep.server.boot;

/**
 * Where the value of a setting comes from.
 *
 * @param rank the higher one wins
 * @param text for people, such as {@code --http-port} or {@code file skep.yaml}
 */
record Origin(Rank rank, String text) {
    static final Origin DEFAULT = new Origin(Rank.DEFAULT, "default");

    /** From the weakest to the strongest. */
    enum Rank {
        DEFAULT,
        FILE,
        ENVIRONMENT,
        SET,
        OPTION
    }

    static Origin file(String path) {
        return new Origin(Rank.FILE, "file " + path);
    }

    static Origin environment(String variable) {
        return new Origin(Rank.ENVIRONMENT, "environment variable " + variable);
    }

    static Origin set() {
        return new Origin(Rank.SET, "--set");
    }

    static Origin option(String option) {
        return new Origin(Rank.OPTION, option);
    }
}
