package dev.skep.server.files.s3;

import java.net.URI;
import java.util.Optional;

/**
 * How an object store is reached.
 *
 * @param endpoint absent for AWS
 * @param pathStyle whether buckets are named in the path and not in the name of the host
 * @param identity who the server is to the store
 * @param trash where what is removed goes to; absent to remove it for good
 */
public record S3Settings(
        String region, Optional<URI> endpoint, boolean pathStyle, Identity identity, Optional<S3Location> trash) {
    /** What proves who somebody is. */
    public sealed interface Identity {}

    /** A key and the secret that belongs to it. */
    public record Keys(String access, String secret) implements Identity {
        @Override
        public String toString() {
            return access;
        }
    }

    /** One of the profiles in the files of AWS. */
    public record Profile(String name) implements Identity {}

    /** What the environment offers: variables, the profile called default, roles of machines, pods and containers. */
    public record Environment() implements Identity {}
}
