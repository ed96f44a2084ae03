package dev.skep.crawler.catalog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/** What a client proves to the server who it is by. */
public sealed interface Credentials {

    /** What the header {@code Authorization} says; asked for with every request, so that a new token counts at once. */
    Optional<String> authorization() throws IOException;

    /** Nothing. */
    record None() implements Credentials {
        @Override
        public Optional<String> authorization() {
            return Optional.empty();
        }
    }

    /** A name and a password. */
    record Password(String user, Secret password) implements Credentials {
        @Override
        public Optional<String> authorization() throws IOException {
            byte[] both = (user + ":" + password.text()).getBytes(StandardCharsets.UTF_8);
            return Optional.of("Basic " + Base64.getEncoder().encodeToString(both));
        }
    }

    /** A signed token. */
    record Token(Secret token) implements Credentials {
        @Override
        public Optional<String> authorization() throws IOException {
            return Optional.of("Bearer " + token.text());
        }
    }

    /** Where a secret is. */
    sealed interface Secret {
        String text() throws IOException;

        /** A file that holds it and nothing else but a line break; whoever renews the secret replaces the file. */
        record InFile(Path file) implements Secret {
            @Override
            public String text() throws IOException {
                String text = Files.readString(file).strip();
                if (text.isEmpty()) {
                    throw new IOException(file + " is empty");
                }
                return text;
            }
        }

        /** The secret itself, as a variable of the environment had it. */
        record Given(String text) implements Secret {
            @Override
            public String toString() {
                return "Given[]";
            }
        }
    }
}
