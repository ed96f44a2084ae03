package dev.skep.crawler.aws;

import dev.skep.crawler.egress.Egress;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How a service is reached, and as whom.
 *
 * @param endpoint of a service that is not Amazon's; absent for Amazon's own
 * @param region absent if the environment, the profile or the instance says it
 * @param role to be taken on with the credentials; absent for none
 * @param egress which machines may be talked to, wherever names and redirections lead
 */
public record AwsAccess(
        @Nullable URI endpoint,
        @Nullable String region,
        Credentials credentials,
        @Nullable Role role,
        Egress egress) {

    /** Amazon's service, as whoever the environment says. */
    public static final AwsAccess DEFAULT = new AwsAccess(null, null, new Credentials.Found(), null, Egress.LOCAL);

    /** Who asks. */
    public sealed interface Credentials {

        /** Whoever the environment, the default profile, the container or the instance says. */
        record Found() implements Credentials {}

        /** A profile of the shared configuration files. */
        record Profile(String name) implements Credentials {}

        /** A key pair. */
        record Keys(String id, String secret, @Nullable String sessionToken) implements Credentials {
            /** Without the secrets. */
            @Override
            public String toString() {
                return "Keys[id=" + id + "]";
            }
        }

        /** Nobody: requests are not signed, as public buckets allow. */
        record Anonymous() implements Credentials {}
    }

    /**
     * A role to take on.
     *
     * @param externalId absent if the role asks for none
     */
    public record Role(String arn, @Nullable String externalId) {}
}
