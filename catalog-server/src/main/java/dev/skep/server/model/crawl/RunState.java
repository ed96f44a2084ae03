package dev.skep.server.model.crawl;

/** How far a run is. */
public enum RunState {
    /** An agent may take it, now or when its next attempt is due. */
    QUEUED,
    /** An agent has it. */
    RUNNING,
    /** An agent has it and is to stop. */
    CANCELLING,
    /** Its plan waits for somebody to agree. */
    AWAITING_APPROVAL,
    SUCCEEDED,
    /** All that could be written was; something was refused or could not be read. */
    PARTIAL,
    FAILED,
    CANCELLED;

    public boolean isEnded() {
        return switch (this) {
            case QUEUED, RUNNING, CANCELLING, AWAITING_APPROVAL -> false;
            case SUCCEEDED, PARTIAL, FAILED, CANCELLED -> true;
        };
    }

    /** Whether an agent has it. */
    public boolean isHeld() {
        return switch (this) {
            case RUNNING, CANCELLING -> true;
            case QUEUED, AWAITING_APPROVAL, SUCCEEDED, PARTIAL, FAILED, CANCELLED -> false;
        };
    }
}
