package dev.skep.server.boot;

import dev.skep.server.auth.PasswordFile;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command that hashes a password. */
@Command(
        name = "skep passwd",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        description =
                "Prints the line of a user for the file that auth.password-file names. The password is asked for; where"
                        + " there is no terminal, it is the first line of standard input.",
        usageHelpAutoWidth = true,
        footer = {"", "For example: skep passwd tess >> users"})
public final class PasswordCommand implements Callable<Integer> {
    private static final int WRONG = 1;

    @Parameters(paramLabel = "USER", description = "The user's name.")
    private String user = "";

    @Spec
    private @Nullable CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new PasswordCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the specification before it calls the command");
        }
        CommandLine command = spec.commandLine();
        try {
            command.getOut().println(PasswordFile.line(user, password(System.console()), new SecureRandom()));
            command.getOut().flush();
            return 0;
        } catch (IllegalArgumentException e) {
            command.getErr().println("skep: " + e.getMessage());
            return WRONG;
        }
    }

    private static String password(@Nullable Console console) throws IOException {
        if (console == null) {
            String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            return line == null ? "" : line;
        }
        char[] once = console.readPassword("Password: ");
        char[] again = console.readPassword("The same again: ");
        if (!Arrays.equals(once, again)) {
            throw new IllegalArgumentException("The two passwords differ");
        }
        return once == null ? "" : new String(once);
    }
}
