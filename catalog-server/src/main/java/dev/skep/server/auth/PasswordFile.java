package dev.skep.server.auth;

import dev.skep.server.auth.Identity.Proof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Users and their passwords in a file, one {@code name:hash} a line; empty lines and those that begin with {@code #} do not
 * count. A file that has changed is read anew, so users come and go without a restart.
 */
public final class PasswordFile implements PasswordCheck {
    private static final Logger LOG = LoggerFactory.getLogger(PasswordFile.class);
    private static final Pattern NAME = Pattern.compile("[^\\s:#\\p{Cntrl}][^:\\p{Cntrl}]{0,255}");
    private static final PasswordHash NOBODY = PasswordHash.ofNobody();
    private static final long PATIENCE_SECONDS = 10;

    private final Path file;
    /** Hashing costs a processor some hundred milliseconds, so guessing must not take all of them. */
    private final Semaphore processors =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));

    private volatile Content content;

    private PasswordFile(Path file, Content content) {
        this.file = file;
        this.content = content;
    }

    /** @throws IOException with a sentence, if the file cannot be read or has a line that makes no sense */
    public static PasswordFile open(Path file) throws IOException {
        return new PasswordFile(file, Content.read(file));
    }

    /**
     * The line of a user for such a file.
     *
     * @throws IllegalArgumentException with a sentence, if there cannot be such a user or password
     */
    public static String line(String user, String password, SecureRandom random) {
        if (!NAME.matcher(user).matches()) {
            throw new IllegalArgumentException(
                    "A user's name has 1 to 256 characters, no colon and no control character,"
                            + " and begins with neither a space nor #");
        }
        if (password.isEmpty()) {
            throw new IllegalArgumentException("The password is empty");
        }
        return user + ":" + PasswordHash.of(password, random).text();
    }

    @Override
    public Identity authenticate(String user, String password) throws AuthenticationRefused {
        Optional<PasswordHash> hash = Optional.ofNullable(current().users().get(user));
        // An unknown user costs as much time as a known one, so that time does not tell which users there are.
        boolean matches = matches(hash.orElse(NOBODY), password);
        if (hash.isEmpty() || !matches) {
            throw new AuthenticationRefused("User name or password is wrong");
        }
        return new Identity(user, Proof.PASSWORD);
    }

    private boolean matches(PasswordHash hash, String password) throws AuthenticationRefused {
        try {
            if (!processors.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AuthenticationRefused("Too many passwords are being checked; try again later");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AuthenticationRefused("The server is stopping", e);
        }
        try {
            return hash.matches(password);
        } finally {
            processors.release();
        }
    }

    private Content current() {
        Content known = content;
        try {
            if (known.isOf(file)) {
                return known;
            }
            content = Content.read(file);
            LOG.info("Read {} anew: {} users", file, content.users().size());
        } catch (IOException e) {
            LOG.error("Went on with the users known before: {}", e.getMessage());
        }
        return content;
    }

    private record Content(FileTime modified, long size, Map<String, PasswordHash> users) {
        static Content read(Path file) throws IOException {
            FileTime modified;
            long size;
            List<String> lines;
            try {
                modified = Files.getLastModifiedTime(file);
                size = Files.size(file);
                lines = Files.readAllLines(file);
            } catch (IOException e) {
                throw new IOException(
                        "The password file " + file
                                + (Files.exists(file) ? " cannot be read; check its permissions" : " does not exist"),
                        e);
            }
            Map<String, PasswordHash> users = new HashMap<>();
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i).strip();
                if (!line.isEmpty() && !line.startsWith("#")) {
                    add(users, line, file + ", line " + (i + 1));
                }
            }
            return new Content(modified, size, Map.copyOf(users));
        }

        boolean isOf(Path file) throws IOException {
            return Files.getLastModifiedTime(file).equals(modified) && Files.size(file) == size;
        }

        private static void add(Map<String, PasswordHash> users, String line, String place) throws IOException {
            int colon = line.indexOf(':');
            PasswordHash hash = PasswordHash.parse(line.substring(colon + 1))
                    .filter(parsed -> colon > 0)
                    .orElseThrow(() -> new IOException(place + " is no user and hash as `skep passwd` prints them"));
            if (users.put(line.substring(0, colon), hash) != null) {
                throw new IOException(place + " names a user for the second time");
            }
        }
    }
}
