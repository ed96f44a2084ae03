package dev.skep.server.front.hive.wire;

import java.util.concurrent.atomic.AtomicReference;

/** Whether a connection rests or works, so that a server that stops closes those that rest and lets the others end. */
final class Turn {
    private enum State {
        RESTING,
        WORKING,
        /** Working, and to be closed after that. */
        ENDING,
        CLOSED
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.RESTING);

    /** @return whether a call may be answered */
    boolean begin() {
        return state.compareAndSet(State.RESTING, State.WORKING);
    }

    /** @return whether another call may follow */
    boolean end() {
        return state.compareAndSet(State.WORKING, State.RESTING);
    }

    /** @return whether the connection rests, so that it can be closed now */
    boolean closeAfter() {
        if (state.compareAndSet(State.RESTING, State.CLOSED)) {
            return true;
        }
        state.compareAndSet(State.WORKING, State.ENDING);
        return false;
    }
}
