package dev.skep.crawler.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Opens the secrets of connections: what the server encrypted ({@code sealed:v1:KEY:BASE64}, AES-256-GCM over nonce, text and
 * tag, bound to {@code connection/name}), and references to what this machine has.
 */
public final class SecretKey {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):([^}]+)}");
    private static final String SEALED = "sealed:v1:";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Optional<byte[]> key;
    private final Map<String, String> environment;

    private SecretKey(Optional<byte[]> key, Map<String, String> environment) {
        this.key = key;
        this.environment = environment;
    }

    /**
     * @param text the key as the server's setting {@code secrets.key} has it; blank for none
     * @throws IllegalArgumentException if it is no key; the message does not show it
     */
    public static SecretKey of(String text, Map<String, String> environment) {
        if (text.isBlank()) {
            return new SecretKey(Optional.empty(), environment);
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(text.strip());
            if (bytes.length == KEY_BYTES) {
                return new SecretKey(Optional.of(bytes), environment);
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new IllegalArgumentException(
                "The key of secrets must be 32 bytes in Base64, as `openssl rand -base64 32` prints");
    }

    /**
     * A secret in clear.
     *
     * @throws IOException if it is not to be had on this machine; the message does not show it
     */
    String open(String connection, String name, String stored) throws IOException {
        Matcher reference = REFERENCE.matcher(stored);
        if (reference.matches()) {
            return reference.group(1).equals("env")
                    ? variable(connection, name, reference.group(2))
                    : Files.readString(Path.of(reference.group(2))).replaceFirst("\\R\\z", "");
        }
        if (!stored.startsWith(SEALED)) {
            throw new IOException("The secret '" + name + "' of connection " + connection
                    + " is sealed in a way that this agent does not know; it is older than the server");
        }
        byte[] secretKey = key.orElseThrow(() -> new IOException("The secret '" + name + "' of connection " + connection
                + " is encrypted; give this agent the server's key in SKEP_SECRETS_KEY"));
        int colon = stored.lastIndexOf(':');
        if (!stored.substring(SEALED.length(), colon).equals(id(secretKey))) {
            throw new IOException(
                    "The secret '" + name + "' of connection " + connection
                            + " is encrypted with another key than SKEP_SECRETS_KEY of this agent; set the connection's secret anew");
        }
        return decrypted(connection, name, secretKey, Base64.getDecoder().decode(stored.substring(colon + 1)));
    }

    private String variable(String connection, String name, String variable) throws IOException {
        String value = environment.get(variable);
        if (value == null) {
            throw new IOException("The secret '" + name + "' of connection " + connection
                    + " is in the environment variable " + variable + ", which this agent does not have");
        }
        return value;
    }

    private static String decrypted(String connection, String name, byte[] key, byte[] sealed) throws IOException {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(key, "AES"),
                    new GCMParameterSpec(TAG_BITS, Arrays.copyOf(sealed, NONCE_BYTES)));
            cipher.updateAAD((connection + "/" + name).getBytes(StandardCharsets.UTF_8));
            byte[] clear = cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
            return new String(clear, StandardCharsets.UTF_8);
        } catch (AEADBadTagException e) {
            throw new IOException(
                    "The secret '" + name + "' of connection " + connection + " is damaged; set it anew", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has AES/GCM", e);
        }
    }

    private static String id(byte[] key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key);
            return HexFormat.of().formatHex(hash, 0, 4);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
