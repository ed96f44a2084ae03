package dev.skep.crawler.agent;

/** Ends the work on a run from within: it is not to go on. */
final class Stopped extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why a run is not to go on. */
    enum Reason {
        /** Somebody cancelled it. */
        CANCELLED,
        /** Another agent has it, or it is gone. */
        LOST,
        /** Its plan waits for somebody to agree. */
        MUST_WAIT,
        /** This agent is ending. */
        LEAVING
    }

    private final Reason reason;

    Stopped(Reason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
