package dev.skep.server.auth;

import java.net.URI;
import java.util.List;

/**
 * How passwords are checked by an LDAP directory. Either {@code userNames} says what a user is called there, or the user is
 * looked for below {@code base}.
 *
 * @param url {@code ldap://host:389} or {@code ldaps://host:636}
 * @param startTls whether a connection without TLS is raised to TLS before anything is said
 * @param userNames patterns with <code>{user}</code>, tried in this order: names such as
 *     <code>uid={user},ou=people,dc=example</code>, or what else the directory takes, as <code>{user}@example.com</code>
 * @param base below which users are looked for
 * @param filter what is looked for, with <code>{user}</code>
 * @param bindName who the server is when it looks for users; empty for nobody in particular
 */
public record LdapSettings(
        URI url,
        boolean startTls,
        List<String> userNames,
        String base,
        String filter,
        String bindName,
        String bindPassword) {
    public static final String USER = "{user}";

    public LdapSettings {
        userNames = List.copyOf(userNames);
    }

    @Override
    public String toString() {
        return "LdapSettings[" + url + "]";
    }
}
