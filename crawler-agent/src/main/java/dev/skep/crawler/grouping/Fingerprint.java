package dev.skep.crawler.grouping;

import dev.skep.crawler.source.SourceFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Tells a set of files from the same set at another time: it changes when a file comes, goes, or is written anew, as far as
 * names, sizes, times and versions tell. The order of the files does not count, so sets can be summed.
 */
final class Fingerprint {

    private long high;
    private long low;

    void add(SourceFile file) {
        MessageDigest digest = sha256();
        digest.update(file.path().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(file.version().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update((file.size() + " " + file.modified()).getBytes(StandardCharsets.UTF_8));
        add(digest.digest());
    }

    private void add(byte[] digest) {
        ByteBuffer hash = ByteBuffer.wrap(digest);
        high += hash.getLong();
        low += hash.getLong();
    }

    /** Adds what else decides what the files give. */
    void add(String text) {
        add(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    void add(Fingerprint other) {
        high += other.high;
        low += other.low;
    }

    /** 32 hexadecimal digits. */
    String text() {
        return String.format("%016x%016x", high, low);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
