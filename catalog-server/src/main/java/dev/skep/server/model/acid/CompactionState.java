package dev.skep.server.model.acid;

import java.util.Optional;

/** Where a compaction stands. The first three are the queue, the others its history. */
public enum CompactionState {
    INITIATED("initiated", 'i'),
    WORKING("working", 'w'),
    READY_FOR_CLEANING("ready for cleaning", 'r'),
    SUCCEEDED("succeeded", 's'),
    FAILED("failed", 'f'),
    REFUSED("refused", 'c'),
    DID_NOT_INITIATE("did not initiate", 'a'),
    ABORTED("aborted", 'x');

    private final String words;
    private final char letter;

    CompactionState(String words, char letter) {
        this.words = words;
        this.letter = letter;
    }

    /** How people read it. */
    public String words() {
        return words;
    }

    /** How clients of Hive write it in requests. */
    public char letter() {
        return letter;
    }

    /** The state that the words or the letter mean. */
    public static Optional<CompactionState> of(String text) {
        for (CompactionState state : values()) {
            if (state.words.equalsIgnoreCase(text)
                    || String.valueOf(state.letter).equals(text)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }
}
