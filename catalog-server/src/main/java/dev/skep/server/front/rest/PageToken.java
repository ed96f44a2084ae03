package dev.skep.server.front.rest;

import dev.skep.server.model.CatalogException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Where a listing goes on: after the last name of the page before. The token carries a digest of the name and of what was
 * listed, so that one of another listing, or a mutilated one, is refused instead of giving some other part of the names.
 * It holds nothing that its bearer may not know, so nothing in it is secret.
 */
final class PageToken {
    private static final int DIGEST_LENGTH = 8;

    private PageToken() {}

    /** @param query what is listed: everything that decides which names there are, in a fixed order */
    static String after(String lastName, List<String> query) {
        byte[] name = lastName.getBytes(StandardCharsets.UTF_8);
        byte[] token = ByteBuffer.allocate(DIGEST_LENGTH + name.length)
                .put(digest(name, query))
                .put(name)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /**
     * @return the last name of the page before
     * @throws CatalogException {@code INVALID} if the token was not given for this query
     */
    static String read(String text, List<String> query) {
        byte[] token = bytes(text);
        if (token.length >= DIGEST_LENGTH) {
            byte[] name = Arrays.copyOfRange(token, DIGEST_LENGTH, token.length);
            if (Arrays.equals(digest(name, query), Arrays.copyOf(token, DIGEST_LENGTH))) {
                return new String(name, StandardCharsets.UTF_8);
            }
        }
        throw CatalogException.invalid(
                "The pageToken does not belong to this listing; repeat the request that gave it with nothing else changed,"
                        + " or start again without a token");
    }

    private static byte[] bytes(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static byte[] digest(byte[] name, List<String> query) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : query) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
                digest.update(bytes);
            }
            digest.update(name);
            return Arrays.copyOf(digest.digest(), DIGEST_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
