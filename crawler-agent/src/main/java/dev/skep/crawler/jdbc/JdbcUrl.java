package dev.skep.crawler.jdbc;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URL that was looked through: drivers do much more than connect if a URL asks them to, such as loading classes, running
 * scripts, writing logs and reading files, so whatever may lead there is refused by name.
 *
 * @param address the URL without its parameters, but with the database that one of them may name
 */
record JdbcUrl(String text, Dialect dialect, String address, Map<String, String> parameters) {

    private static final Pattern SERVER = Pattern.compile("(?i)jdbc:[a-z0-9:]+?:(?:tcp:|ssl:)?@?//([^/?;]+).*");
    private static final Pattern ORACLE_SID =
            Pattern.compile("(?i)jdbc:oracle:thin:@([a-z0-9_.-]+):([0-9]+)[:/]([a-z0-9_.$-]+)");
    /** The path of an embedded database's file from the root of the file system on. */
    private static final Pattern FILE = Pattern.compile("(?i)jdbc:[a-z0-9]+:(?:file:)?(/.*)");

    private static final Pattern HOST =
            Pattern.compile("(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9_.-]+)(?:\\\\[A-Za-z0-9_$-]+)?(?::[0-9]{1,5})?");

    /** Parts of names that lead out of the connection, whatever the driver. */
    private static final Pattern DANGEROUS = Pattern.compile(
            "factory|class|interceptor|plugin|logger|logfile|logpath|loglevel|logdir|trace|transform|callback|handler"
                    + "|listener|jaas|extension|serializ|infile|init|script|proxy|keystore|truststore|config|wallet|jndi|lib"
                    + "|^file|path$|filename");

    private static final Set<String> HOSTS =
            Set.of("host", "hosts", "pghost", "server", "servername", "address", "failoverpartner", "hostaddr", "url");

    private static final Set<String> DATABASES = Set.of("databasename", "database", "db");

    /**
     * Looks through a URL.
     *
     * @throws IOException if the database is not known or not allowed, or a parameter is refused; the message is a sentence
     */
    static JdbcUrl of(JdbcAccess access) throws IOException {
        String url = access.url();
        if (!url.regionMatches(true, 0, "jdbc:", 0, 5) || url.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new IOException(
                    "'" + shown(url) + "' is no address of a database; write jdbc:postgresql://host/database");
        }
        Dialect dialect = Dialects.of(url)
                .orElseThrow(() -> new IOException("no dialect is known for " + shown(url) + "; known are "
                        + Dialects.ALL.stream().map(Dialect::name).toList()));
        int end = firstOf(url, "?;");
        String place = url.substring(0, end);
        Map<String, String> parameters = parameters(url.substring(end));
        refuseDangerous(dialect, parameters);
        if (dialect.isEmbedded(url)) {
            if (!access.embedded()) {
                throw new IOException(shown(url) + " would open a file or memory of this machine; allow it with"
                        + " --allow-embedded, or name a server");
            }
        } else {
            for (String host : hosts(place)) {
                access.egress().check(host);
            }
        }
        String database = parameters.entrySet().stream()
                .filter(parameter -> DATABASES.contains(parameter.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
        String address = place.replaceAll("/+$", "") + (database.isEmpty() ? "" : "/" + database);
        return new JdbcUrl(url, dialect, address, parameters);
    }

    /**
     * What tables are registered under, such as {@code postgresql://host:5432/shop}: the same however the driver wants to be
     * called, and of a form that readers of paths take, which {@code jdbc:postgresql://…} is not. Only a file that is named
     * from the working folder on keeps its address.
     */
    String location() {
        Matcher file = FILE.matcher(address);
        if (dialect.isEmbedded(address)) {
            return file.matches() ? dialect.name() + ":" + file.group(1) : address;
        }
        Matcher sid = ORACLE_SID.matcher(address);
        return sid.matches()
                ? dialect.name() + "://" + sid.group(1) + ":" + sid.group(2) + "/" + sid.group(3)
                : dialect.name() + ":" + address.substring(address.indexOf("//"));
    }

    /** The URL with no other parameter than the one that names the database: without secrets. */
    String bare() {
        String place = text.substring(0, firstOf(text, "?;"));
        char separator = text.indexOf(';') >= 0 ? ';' : '?';
        return parameters.entrySet().stream()
                .filter(parameter -> DATABASES.contains(parameter.getKey()))
                .findFirst()
                .map(parameter -> place + separator + parameter.getKey() + "=" + parameter.getValue())
                .orElse(place);
    }

    private static List<String> hosts(String place) throws IOException {
        Matcher sid = ORACLE_SID.matcher(place);
        if (sid.matches()) {
            return List.of(sid.group(1));
        }
        Matcher server = SERVER.matcher(place);
        if (!server.matches()) {
            throw new IOException(shown(place) + " names no server; write it with //host/database");
        }
        List<String> hosts = new ArrayList<>();
        for (String each : server.group(1).split(",", -1)) {
            Matcher host = HOST.matcher(each);
            if (!host.matches()) {
                throw new IOException(shown(place) + ": what stands for the server is not a host with a port");
            }
            hosts.add(host.group(1));
        }
        return hosts;
    }

    private static void refuseDangerous(Dialect dialect, Map<String, String> parameters) throws IOException {
        for (String name : parameters.keySet()) {
            if (DANGEROUS.matcher(name).find()
                    || HOSTS.contains(name)
                    || dialect.dangerousParameters().contains(name)) {
                throw new IOException("the parameter " + name + " is refused: drivers reach files, classes or other"
                        + " machines by it");
            }
        }
    }

    /** Names in lower case, as drivers understand them: undone of escapes, which would hide them. */
    private static Map<String, String> parameters(String text) throws IOException {
        Map<String, String> parameters = new TreeMap<>();
        for (String each : text.split("[?&;,]", -1)) {
            int equals = each.indexOf('=');
            String name = equals < 0 ? each : each.substring(0, equals);
            if (!name.isBlank()) {
                parameters.put(
                        decoded(name).strip().toLowerCase(Locale.ROOT), equals < 0 ? "" : each.substring(equals + 1));
            }
        }
        return parameters;
    }

    private static String decoded(String name) throws IOException {
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IOException("the parameter " + name + " is refused: its escapes are wrong", e);
        }
    }

    private static int firstOf(String text, String characters) {
        for (int i = 0; i < text.length(); i++) {
            if (characters.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }

    /** Without parameters, which may hold secrets. */
    private static String shown(String url) {
        return url.substring(0, firstOf(url, "?;"));
    }
}
