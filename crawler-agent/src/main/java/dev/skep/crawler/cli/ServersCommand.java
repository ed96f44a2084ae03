package dev.skep.crawler.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Stands in the list of commands; the launcher hands the command to the server's jar before this program starts. */
abstract sealed class ServersCommand implements Callable<Integer> permits ServeCommand, PasswdCommand {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Unmatched
    private String[] options = {};

    @Override
    public final Integer call() throws Failure {
        throw new Failure(
                Failure.USAGE,
                "this program does not contain the server; start it by the launcher `skep " + spec.name() + " "
                        + String.join(" ", options) + "` or by its own jar");
    }
}
