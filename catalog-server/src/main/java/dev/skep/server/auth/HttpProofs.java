package dev.skep.server.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The proofs that come in the header {@code Authorization} of HTTP: a password (RFC 7617) or a signed token (RFC 6750). A
 * password that was right counts for a minute without being checked again, as its check is costly and every request bears it.
 * Called by many threads.
 */
public final class HttpProofs {
    /** Where nothing can be proven. */
    public static final HttpProofs NONE = new HttpProofs(Optional.empty(), Optional.empty());

    private static final long REMEMBERED = Duration.ofMinutes(1).toNanos();
    private static final int MAX_REMEMBERED = 1_000;

    private final Optional<PasswordCheck> passwords;
    private final Optional<JwtCheck> tokens;
    private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();

    /**
     * @param passwords empty if no password is believed
     * @param tokens empty if no signed token is believed
     */
    public HttpProofs(Optional<PasswordCheck> passwords, Optional<JwtCheck> tokens) {
        this.passwords = passwords;
        this.tokens = tokens;
    }

    /** @param until by {@link System#nanoTime} */
    private record Remembered(Identity identity, long until) {
        boolean counts() {
            return System.nanoTime() - until < 0;
        }
    }

    public boolean isEmpty() {
        return passwords.isEmpty() && tokens.isEmpty();
    }

    /** What a client may bring, for sentences: "a password", "a JWT". */
    public List<String> ways() {
        List<String> ways = new ArrayList<>();
        passwords.ifPresent(check -> ways.add("a password"));
        tokens.ifPresent(check -> ways.add("a JWT"));
        return ways;
    }

    /** The values of {@code WWW-Authenticate}, one for each way. */
    public List<String> challenges() {
        List<String> challenges = new ArrayList<>();
        passwords.ifPresent(check -> challenges.add("Basic realm=\"skep\", charset=\"UTF-8\""));
        tokens.ifPresent(check -> challenges.add("Bearer realm=\"skep\""));
        return challenges;
    }

    /**
     * Who a client is.
     *
     * @param authorization the header's value
     * @throws AuthenticationRefused if it proves nothing here
     */
    public Identity authenticate(String authorization) throws AuthenticationRefused {
        String[] parts = authorization.strip().split(" +", 2);
        String proof = parts.length > 1 ? parts[1] : "";
        if (parts[0].equalsIgnoreCase("Basic") && passwords.isPresent()) {
            return byPassword(passwords.get(), proof);
        }
        if (parts[0].equalsIgnoreCase("Bearer") && tokens.isPresent()) {
            return tokens.get().authenticate(proof);
        }
        throw new AuthenticationRefused("The header Authorization does not hold what this server asks for");
    }

    private Identity byPassword(PasswordCheck check, String proof) throws AuthenticationRefused {
        String key = digest(proof);
        Remembered known = remembered.get(key);
        if (known != null && known.counts()) {
            return known.identity();
        }
        String[] credentials = decoded(proof).split(":", 2);
        if (credentials.length < 2) {
            throw new AuthenticationRefused("The header Authorization holds no name and password");
        }
        Identity identity = check.authenticate(credentials[0], credentials[1]);
        remember(key, identity);
        return identity;
    }

    private void remember(String key, Identity identity) {
        if (remembered.size() >= MAX_REMEMBERED) {
            remembered.values().removeIf(other -> !other.counts());
        }
        if (remembered.size() < MAX_REMEMBERED) {
            remembered.put(key, new Remembered(identity, System.nanoTime() + REMEMBERED));
        }
    }

    private static String decoded(String proof) throws AuthenticationRefused {
        try {
            return new String(Base64.getDecoder().decode(proof), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new AuthenticationRefused("The header Authorization holds no name and password", e);
        }
    }

    /** So that no password stays in memory. */
    private static String digest(String proof) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(proof.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }
}
