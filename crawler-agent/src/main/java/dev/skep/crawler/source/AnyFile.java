package dev.skep.crawler.source;

import java.io.IOException;
import java.util.Optional;

/** Looks for a file, whichever comes first. */
public final class AnyFile implements Source.Visitor {

    private AnyFile() {}

    /**
     * The path of a file, or of a folder that is a table; empty if there is none.
     *
     * @throws IOException if something could not be listed before a file was found
     */
    public static Optional<String> in(Source source) throws IOException {
        try {
            source.list(new AnyFile());
            return Optional.empty();
        } catch (Seen e) {
            if (e.path.isEmpty()) {
                throw new IOException(e.getMessage());
            }
            return e.path;
        }
    }

    @Override
    public void file(SourceFile file) {
        throw new Seen(Optional.of(file.path()), "");
    }

    @Override
    public void managed(String folder, String format) {
        throw new Seen(Optional.of(folder), "");
    }

    @Override
    public void problem(Problem problem) {
        throw new Seen(Optional.empty(), problem.reason());
    }

    /** Ends the listing. */
    private static final class Seen extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final Optional<String> path;

        Seen(Optional<String> path, String why) {
            super(why, null, false, false);
            this.path = path;
        }
    }
}
