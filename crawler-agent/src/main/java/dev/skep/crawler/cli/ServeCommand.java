package dev.skep.crawler.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Stands in the list of commands; the launcher hands {@code serve} to the server before this program starts. */
@Command(
        name = "serve",
        description = "Start the server (`skep serve --help` shows its options).",
        mixinStandardHelpOptions = false)
final class ServeCommand implements Callable<Integer> {

    @Unmatched
    private String[] options = {};

    @Override
    public Integer call() throws Failure {
        throw new Failure(
                Failure.USAGE,
                "this program does not contain the server; start it by the launcher `skep serve "
                        + String.join(" ", options) + "` or by its own jar");
    }
}
