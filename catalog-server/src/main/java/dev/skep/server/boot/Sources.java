package dev.skep.server.boot;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads settings from where they can stand. What is no setting is refused here, with the name that was probably meant. */
final class Sources {
    /** Variables of the launcher and of the client commands, which a server may inherit. */
    private static final Set<String> OTHER_VARIABLES = Set.of(
            "SKEP_HOME",
            "SKEP_JAVA_HOME",
            "SKEP_JAVA_OPTS",
            "SKEP_SERVER",
            "SKEP_USER",
            "SKEP_PASSWORD",
            "SKEP_PASSWORD_FILE",
            "SKEP_TOKEN",
            "SKEP_TOKEN_FILE",
            "SKEP_CA_FILE");

    /** What Kubernetes puts into every container for a service that is called skep. */
    private static final Pattern SERVICE_LINK =
            Pattern.compile("SKEP_SERVICE_HOST|SKEP_SERVICE_PORT(_.*)?|SKEP_PORT(_\\d+_.*)?");

    private Sources() {}

    /** One setting as it was written. */
    record Setting(Key<?> key, String text, Origin origin) {}

    /**
     * @param path a YAML file; {@code hive: {port: 9083}} and {@code hive.port: 9083} mean the same
     */
    static List<Setting> file(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new StartupException("The configuration file " + path + " does not exist; check --config");
        }
        try {
            JsonNode root = new ObjectMapper(new YAMLFactory())
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .readTree(path.toFile());
            List<Setting> settings = new ArrayList<>();
            if (!root.isMissingNode() && !root.isNull()) {
                flatten("", root, Origin.file(path.toString()), settings);
            }
            return settings;
        } catch (JsonProcessingException e) {
            throw new StartupException(
                    "The configuration file " + path + " is not valid YAML: " + e.getOriginalMessage() + " (line "
                            + e.getLocation().getLineNr() + ")",
                    e);
        } catch (IOException e) {
            throw new StartupException(
                    "The configuration file " + path + " cannot be read: " + e.getMessage() + "; check its permissions",
                    e);
        }
    }

    private static void flatten(String prefix, JsonNode node, Origin origin, List<Setting> settings) {
        if (node.isObject()) {
            node.properties()
                    .forEach(entry -> flatten(
                            prefix.isEmpty() ? entry.getKey() : prefix + "." + entry.getKey(),
                            entry.getValue(),
                            origin,
                            settings));
        } else if (prefix.isEmpty() || node.isArray()) {
            throw new StartupException((prefix.isEmpty() ? "The whole" : "'" + prefix + "'") + " in " + origin.text()
                    + " must be a mapping of settings to single values");
        } else if (!node.isNull()) {
            settings.add(new Setting(named(prefix, origin), node.asText(), origin));
        }
    }

    /** Takes the variables that start with {@code SKEP_}. */
    static List<Setting> environment(Map<String, String> environment) {
        List<Setting> settings = new ArrayList<>();
        environment.forEach((variable, text) -> {
            if (variable.startsWith("SKEP_")
                    && !OTHER_VARIABLES.contains(variable)
                    && !SERVICE_LINK.matcher(variable).matches()) {
                Origin origin = Origin.environment(variable);
                Key<?> key = Keys.ofVariable(variable)
                        .orElseThrow(() -> unknown(
                                "There is no setting for the " + origin.text(),
                                Keys.nearest(nameOf(variable)).variable()));
                settings.add(new Setting(key, text, origin));
            }
        });
        return settings;
    }

    private static String nameOf(String variable) {
        return variable.substring("SKEP_".length()).toLowerCase(Locale.ROOT).replace('_', '.');
    }

    /** @param assignments each {@code key=value} */
    static List<Setting> set(List<String> assignments) {
        List<Setting> settings = new ArrayList<>();
        for (String assignment : assignments) {
            int equals = assignment.indexOf('=');
            if (equals <= 0) {
                throw new StartupException("--set takes key=value, not '" + assignment + "'");
            }
            Key<?> key = named(assignment.substring(0, equals).strip(), Origin.set());
            settings.add(new Setting(key, assignment.substring(equals + 1), Origin.set()));
        }
        return settings;
    }

    private static Key<?> named(String name, Origin origin) {
        return Keys.named(name)
                .orElseThrow(() -> unknown(
                        "There is no setting '" + name + "', which " + origin.text() + " sets",
                        Keys.nearest(name).name()));
    }

    private static StartupException unknown(String what, String nearest) {
        return new StartupException(what + "; did you mean " + nearest + "?");
    }
}
