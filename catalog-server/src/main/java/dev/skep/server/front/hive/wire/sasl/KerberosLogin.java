package dev.skep.server.front.hive.wire.sasl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.security.auth.Subject;
import javax.security.auth.kerberos.KerberosPrincipal;
import javax.security.auth.kerberos.KeyTab;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;

/**
 * The server's own Kerberos identity, by a keytab. It only accepts, so it asks no KDC, and a keytab whose keys are replaced
 * is read anew by the JDK.
 */
public final class KerberosLogin {
    private static final Pattern PRINCIPAL = Pattern.compile("([^/@]+)/([^/@]+)@([^/@]+)");

    private final Subject subject;
    private final String service;
    private final String realm;

    /**
     * @param principal such as {@code hive/host.example.com@EXAMPLE.COM}
     * @throws IOException with a sentence, if the keytab holds no key of it
     */
    public KerberosLogin(String principal, Path keytab) throws IOException {
        Matcher parts = PRINCIPAL.matcher(principal);
        if (!parts.matches()) {
            throw new IOException("hive.kerberos.principal is " + principal + ", which is not service/host@REALM");
        }
        this.service = parts.group(1);
        this.realm = parts.group(3);
        if (!Files.isReadable(keytab)) {
            throw new IOException("hive.kerberos.keytab: " + keytab
                    + (Files.exists(keytab) ? " cannot be read; check its permissions" : " does not exist"));
        }
        KerberosPrincipal name = new KerberosPrincipal(principal);
        if (KeyTab.getInstance(name, keytab.toFile()).getKeys(name).length == 0) {
            throw new IOException("hive.kerberos.keytab: " + keytab + " holds no key of " + principal);
        }
        try {
            LoginContext login = new LoginContext("skep", null, null, accepting(principal, keytab));
            login.login();
            this.subject = login.getSubject();
        } catch (LoginException e) {
            throw new IOException("The Kerberos login of " + principal + " failed: " + e.getMessage(), e);
        }
    }

    String service() {
        return service;
    }

    String realm() {
        return realm;
    }

    /** Does something as this identity. */
    <T> T run(PrivilegedExceptionAction<T> action) throws PrivilegedActionException {
        return Subject.doAs(subject, action);
    }

    private static Configuration accepting(String principal, Path keytab) {
        AppConfigurationEntry entry = new AppConfigurationEntry(
                "com.sun.security.auth.module.Krb5LoginModule",
                LoginModuleControlFlag.REQUIRED,
                Map.of(
                        "principal", principal,
                        "keyTab", keytab.toString(),
                        "useKeyTab", "true",
                        "storeKey", "true",
                        "isInitiator", "false",
                        "doNotPrompt", "true"));
        return new Configuration() {
            @Override
            public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
                return new AppConfigurationEntry[] {entry};
            }
        };
    }
}
