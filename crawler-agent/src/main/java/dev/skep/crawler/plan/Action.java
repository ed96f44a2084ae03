package dev.skep.crawler.plan;

/** What a crawl does to a table. */
public enum Action {
    /** The catalog does not know it. */
    CREATE("create", "created"),
    /** Its columns or the way its files are read changed. */
    ALTER("alter", "altered"),
    /** Only new partitions, with the figures that follow from them. */
    ADD_PARTITIONS("add partitions", "partitions added"),
    /** Only partitions without files are dropped or deprecated, or those that are back no longer so. */
    ALTER_PARTITIONS("alter partitions", "partitions altered"),
    /** Only figures such as sizes and row counts changed. */
    REFRESH("refresh figures", "figures refreshed"),
    /** The catalog is right already. */
    LEAVE_ALONE("nothing changed", "nothing changed"),
    /** The crawl will not decide this; the reasons say what the user can do. */
    REFUSE("refuse", "refused");

    private final String intention;
    private final String outcome;

    Action(String intention, String outcome) {
        this.intention = intention;
        this.outcome = outcome;
    }

    /** As a plan says it. */
    public String intention() {
        return intention;
    }

    /** As a report says it afterwards. */
    public String outcome() {
        return outcome;
    }

    /** True if the catalog is written to. */
    public boolean writes() {
        return switch (this) {
            case CREATE, ALTER, ADD_PARTITIONS, ALTER_PARTITIONS, REFRESH -> true;
            case LEAVE_ALONE, REFUSE -> false;
        };
    }
}
