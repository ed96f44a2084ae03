package dev.skep.server.boot;

import dev.skep.server.boot.Sources.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What was set, merged: of each key the setting whose origin ranks highest, and of those the last. */
final class Configuration {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}:]*):?([^}]*)}");

    private final Map<Key<?>, Setting> settings;
    private final Map<String, String> environment;

    private Configuration(Map<Key<?>, Setting> settings, Map<String, String> environment) {
        this.settings = settings;
        this.environment = environment;
    }

    /**
     * @param written in any order but that of settings of the same origin
     * @param environment what {@code ${env:…}} in a value refers to
     */
    static Configuration merge(List<Setting> written, Map<String, String> environment) {
        Map<Key<?>, Setting> settings = new HashMap<>();
        for (Setting setting : written) {
            settings.merge(
                    setting.key(),
                    setting,
                    (a, b) -> b.origin().rank().compareTo(a.origin().rank()) >= 0 ? b : a);
        }
        return new Configuration(settings, environment);
    }

    /** The value of a key that has a default. */
    <T> T get(Key<T> key) {
        return find(key).orElseThrow(() -> new IllegalArgumentException(key.name() + " has no default"));
    }

    /** The value of a key, or its default; empty where there is neither. */
    <T> Optional<T> find(Key<T> key) {
        return Optional.ofNullable(text(key)).map(text -> parse(key, text));
    }

    Origin origin(Key<?> key) {
        Setting setting = settings.get(key);
        return setting == null ? Origin.DEFAULT : setting.origin();
    }

    /** What is in force, for people: one line a key with where it comes from. Secrets are left out. */
    String show() {
        StringBuilder lines = new StringBuilder();
        for (Key<?> key : Keys.ALL) {
            String text = text(key);
            lines.append(key.name())
                    .append(": ")
                    .append(text == null ? "" : key.secret() ? "(secret)" : text)
                    .append("  # ")
                    .append(origin(key).text())
                    .append(System.lineSeparator());
        }
        return lines.toString();
    }

    private <T> T parse(Key<T> key, String text) {
        return key.type()
                .parse()
                .apply(resolve(key, text))
                .orElseThrow(() ->
                        new StartupException(key.name() + " is " + key.type().description() + ", not "
                                + (key.secret() ? "what" : "'" + text + "', as") + " "
                                + origin(key).text() + " says"));
    }

    private @Nullable String text(Key<?> key) {
        Setting setting = settings.get(key);
        return setting == null ? key.defaultText() : setting.text();
    }

    private String resolve(Key<?> key, String text) {
        return REFERENCE
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(
                        switch (match.group(1)) {
                            case "env" -> variable(key, match.group(2));
                            case "file" -> secretOf(key.name(), Path.of(match.group(2)));
                            default ->
                                throw new StartupException(key.name() + " holds " + match.group()
                                        + "; only ${file:…} and ${env:…} are understood");
                        }));
    }

    private String variable(Key<?> key, String name) {
        return Optional.ofNullable(environment.get(name))
                .orElseThrow(() -> new StartupException(
                        key.name() + " refers to the environment variable " + name + ", which is not set"));
    }

    /** The text of a file without the line break at its end. */
    static String secretOf(String setting, Path file) {
        try {
            String text = Files.readString(file);
            return text.replaceFirst("\\R\\z", "");
        } catch (IOException e) {
            throw new StartupException(
                    setting + " names the file " + file + ", which "
                            + (Files.exists(file) ? "cannot be read; check its permissions" : "does not exist"),
                    e);
        }
    }
}
