package dev.skep.crawler.source.s3;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How a store is reached, and as whom.
 *
 * @param endpoint of a store that is not Amazon's; absent for Amazon's own
 * @param region absent if the environment, the profile or the instance says it
 * @param pathStyle true if buckets stand in the path of addresses instead of their host name
 * @param role to be taken on with the credentials; absent for none
 * @param requesterPays true to agree to pay for what is listed and read
 */
public record S3Access(
        @Nullable URI endpoint,
        @Nullable String region,
        boolean pathStyle,
        Credentials credentials,
        @Nullable Role role,
        boolean requesterPays) {

    /** Amazon's store, as whoever the environment says. */
    public static final S3Access DEFAULT = new S3Access(null, null, false, new Credentials.Found(), null, false);

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
