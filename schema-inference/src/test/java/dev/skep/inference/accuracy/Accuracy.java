package dev.skep.inference.accuracy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Prints the score of a folder of samples by category; with a second argument, also what is wrong. */
public final class Accuracy {

    private Accuracy() {}

    /** @param args the folder; then the beginning of the categories whose wrong components are listed */
    public static void main(String[] args) throws IOException {
        Scoreboard board = Scoreboard.of(new SkepEngine(), Truth.read(Path.of(args[0])));
        if (args.length > 1) {
            System.out.print(board.wrong(args[1]));
        }
        System.out.print(board.text());
    }

    /** The large collection of samples, which lies beside a checkout on some machines. */
    static Optional<Path> samples() {
        String named = System.getProperty("skep.samples");
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path samples = folder.resolve("shared/samples");
            if (Files.exists(samples.resolve("manifest.jsonl"))) {
                return Optional.of(samples);
            }
        }
        return Optional.empty();
    }
}
