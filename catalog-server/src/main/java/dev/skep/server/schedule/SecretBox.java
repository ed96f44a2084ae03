package dev.skep.server.schedule;

import dev.skep.server.model.CatalogException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts secrets by a key that is not in the store: AES-256-GCM, bound to the connection and the name of the secret, written
 * {@code sealed:v1:KEY:BASE64}. {@code KEY} is the begin of the key's SHA-256, by which a wrong key is told from damage.
 * Agents decrypt with the same key, so no secret ever leaves the server in clear.
 */
public final class SecretBox {
    private static final String PREFIX = "sealed:v1:";
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):[^}]+}");
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Optional<byte[]> key;
    private final SecureRandom random;

    /** @param key of 32 bytes; without one, only references can be kept */
    public SecretBox(Optional<byte[]> key, SecureRandom random) {
        key.ifPresent(bytes -> {
            if (bytes.length != KEY_BYTES) {
                throw new IllegalArgumentException("The key has " + bytes.length + " bytes, not " + KEY_BYTES);
            }
        });
        this.key = key.map(byte[]::clone);
        this.random = random;
    }

    /** Whether it says where a secret is, instead of being one. */
    static boolean isReference(String text) {
        return REFERENCE.matcher(text).matches();
    }

    /** @throws CatalogException {@code INVALID} if there is no key */
    String seal(String connection, String name, String secret) {
        byte[] secretKey = key.orElseThrow(() -> CatalogException.invalid("The secret '" + name + "' of connection "
                + connection
                + " cannot be kept: the server has no key to encrypt it. Set secrets.key, or give a reference to what"
                + " the agents have, such as ${env:NAME} or ${file:/path}"));
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, secretKey, nonce, connection, name);
            byte[] encrypted = cipher.doFinal(secret.getBytes(StandardCharsets.UTF_8));
            byte[] sealed = ByteBuffer.allocate(NONCE_BYTES + encrypted.length)
                    .put(nonce)
                    .put(encrypted)
                    .array();
            return PREFIX + id(secretKey) + ":"
                    + Base64.getEncoder().withoutPadding().encodeToString(sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has AES/GCM", e);
        }
    }

    /** Whether a stored secret is encrypted with this key and says the same. */
    boolean says(String connection, String name, String stored, String secret) {
        if (key.isEmpty() || !stored.startsWith(PREFIX + id(key.get()) + ":")) {
            return false;
        }
        byte[] sealed = Base64.getDecoder().decode(stored.substring(stored.lastIndexOf(':') + 1));
        byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key.get(), nonce, connection, name);
            byte[] clear = cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
            return MessageDigest.isEqual(clear, secret.getBytes(StandardCharsets.UTF_8));
        } catch (AEADBadTagException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has AES/GCM", e);
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, String connection, String name)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((connection + "/" + name).getBytes(StandardCharsets.UTF_8));
        return cipher;
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
