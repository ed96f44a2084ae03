package dev.skep.server.auth;

import java.util.Set;

/**
 * The users that may act in the name of others: services that have authenticated those others themselves.
 *
 * @param names their short names
 */
public record ProxyUsers(Set<String> names) {
    public static final ProxyUsers NONE = new ProxyUsers(Set.of());

    public ProxyUsers {
        names = Set.copyOf(names);
    }

    /**
     * Who a client is that has proven one identity and names another.
     *
     * @param wanted whom it names; empty for nobody
     * @throws AuthenticationRefused if that is somebody else, and the proven user may not act in the name of others
     */
    public Identity actAs(Identity proven, String wanted) throws AuthenticationRefused {
        if (wanted.isEmpty() || wanted.equals(proven.user())) {
            return proven;
        }
        if (!names.contains(proven.user())) {
            throw new AuthenticationRefused("User '" + proven.user() + "' may not act as '" + wanted
                    + "'; only the users in auth.proxy-users may act in the name of others");
        }
        return new Identity(wanted, proven.proof());
    }
}
