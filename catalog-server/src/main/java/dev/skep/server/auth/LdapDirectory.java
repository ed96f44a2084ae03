package dev.skep.server.auth;

import dev.skep.server.auth.Identity.Proof;
import java.io.IOException;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.naming.AuthenticationException;
import javax.naming.Context;
import javax.naming.InvalidNameException;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.SearchControls;
import javax.naming.directory.SearchResult;
import javax.naming.ldap.InitialLdapContext;
import javax.naming.ldap.LdapContext;
import javax.naming.ldap.Rdn;
import javax.naming.ldap.StartTlsRequest;
import javax.naming.ldap.StartTlsResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks a password by signing in to an LDAP directory with it. Every check is a connection of its own. */
public final class LdapDirectory implements PasswordCheck {
    private static final Logger LOG = LoggerFactory.getLogger(LdapDirectory.class);
    private static final Pattern NAME = Pattern.compile("[^\\s\\p{Cntrl}]([^\\p{Cntrl}]{0,254}[^\\s\\p{Cntrl}])?");
    private static final String TIMEOUT_MILLIS = "10000";
    private static final String WRONG = "User name or password is wrong";

    private final LdapSettings settings;

    public LdapDirectory(LdapSettings settings) {
        this.settings = settings;
    }

    @Override
    public Identity authenticate(String user, String password) throws AuthenticationRefused {
        // A directory takes a name without password for somebody who wants to stay unknown, and lets everybody in.
        if (password.isEmpty() || !NAME.matcher(user).matches()) {
            throw new AuthenticationRefused(WRONG);
        }
        try {
            for (String name : namesOf(user)) {
                if (signsIn(name, password)) {
                    return new Identity(user, Proof.PASSWORD);
                }
            }
        } catch (NamingException | IOException e) {
            LOG.error("The directory {} did not answer: {}", settings.url(), e.toString());
            throw new AuthenticationRefused("The directory of users cannot be asked at the moment", e);
        }
        throw new AuthenticationRefused(WRONG);
    }

    private List<String> namesOf(String user) throws NamingException, IOException {
        if (settings.userNames().isEmpty()) {
            return find(user).map(List::of).orElse(List.of());
        }
        return settings.userNames().stream()
                .map(pattern -> pattern.replace(
                        LdapSettings.USER, pattern.contains("=") ? String.valueOf(Rdn.escapeValue(user)) : user))
                .toList();
    }

    private Optional<String> find(String user) throws NamingException, IOException {
        try (Connection connection = new Connection(settings)) {
            if (!settings.bindName().isEmpty()) {
                connection.signIn(settings.bindName(), settings.bindPassword());
            }
            return connection.find(user);
        }
    }

    private boolean signsIn(String name, String password) throws NamingException, IOException {
        try (Connection connection = new Connection(settings)) {
            connection.signIn(name, password);
            return true;
        } catch (AuthenticationException | InvalidNameException | NameNotFoundException e) {
            LOG.debug("{} was not let in by the directory: {}", name, e.getMessage());
            return false;
        }
    }

    /** One connection to the directory. */
    private static final class Connection implements AutoCloseable {
        private final LdapSettings settings;
        private final LdapContext context;

        // JNDI takes no other map.
        @SuppressWarnings("JdkObsolete")
        Connection(LdapSettings settings) throws NamingException, IOException {
            this.settings = settings;
            Hashtable<String, String> environment = new Hashtable<>();
            environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.ldap.LdapCtxFactory");
            environment.put(Context.PROVIDER_URL, settings.url().toString());
            environment.put(Context.SECURITY_AUTHENTICATION, "none");
            environment.put("com.sun.jndi.ldap.connect.timeout", TIMEOUT_MILLIS);
            environment.put("com.sun.jndi.ldap.read.timeout", TIMEOUT_MILLIS);
            this.context = new InitialLdapContext(environment, null);
            if (settings.startTls()) {
                try {
                    ((StartTlsResponse) context.extendedOperation(new StartTlsRequest())).negotiate();
                } catch (NamingException | IOException | RuntimeException e) {
                    close();
                    throw e;
                }
            }
        }

        void signIn(String name, String password) throws NamingException {
            context.addToEnvironment(Context.SECURITY_AUTHENTICATION, "simple");
            context.addToEnvironment(Context.SECURITY_PRINCIPAL, name);
            context.addToEnvironment(Context.SECURITY_CREDENTIALS, password);
            context.reconnect(null);
        }

        /** @return the one entry that the filter finds; nobody if there are several, because one of them may be meant */
        // Error Prone fears objects that JNDI reads from a directory: only names are asked for here, never objects.
        @SuppressWarnings("BanJNDI")
        Optional<String> find(String user) throws NamingException {
            SearchControls controls = new SearchControls();
            controls.setSearchScope(SearchControls.SUBTREE_SCOPE);
            controls.setReturningObjFlag(false);
            controls.setReturningAttributes(new String[] {"1.1"});
            NamingEnumeration<SearchResult> found = context.search(
                    settings.base(),
                    settings.filter().replace(LdapSettings.USER, "{0}"),
                    new Object[] {user},
                    controls);
            try {
                if (!found.hasMore()) {
                    return Optional.empty();
                }
                String name = found.next().getNameInNamespace();
                if (found.hasMore()) {
                    LOG.warn("The directory has several entries for the user {}: nobody is let in", user);
                    return Optional.empty();
                }
                return Optional.of(name);
            } finally {
                found.close();
            }
        }

        @Override
        public void close() {
            try {
                context.close();
            } catch (NamingException e) {
                LOG.debug("A connection to the directory did not close", e);
            }
        }
    }
}
