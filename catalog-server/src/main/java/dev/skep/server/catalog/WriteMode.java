package dev.skep.server.catalog;

/** Whether a change is made, or only tried. */
public enum WriteMode {
    APPLY,
    /** All rules are checked and the result is made, then everything is rolled back; no file is touched. */
    DRY_RUN
}
