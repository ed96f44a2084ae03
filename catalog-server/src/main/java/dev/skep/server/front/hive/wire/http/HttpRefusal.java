package dev.skep.server.front.hive.wire.http;

/** A request that gets an error: its status and the sentence for its body. The connection ends with it. */
public final class HttpRefusal extends Exception {
    private final int status;

    public HttpRefusal(int status, String sentence) {
        super(sentence);
        this.status = status;
    }

    public int status() {
        return status;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
