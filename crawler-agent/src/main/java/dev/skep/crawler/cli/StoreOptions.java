package dev.skep.crawler.cli;

import dev.skep.crawler.aws.AwsAccess;
import dev.skep.crawler.aws.AwsAccess.Credentials;
import dev.skep.crawler.egress.Egress;
import dev.skep.crawler.source.s3.S3Access;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How object stores, and other services of Amazon's, are reached. */
final class StoreOptions {

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            description = "Address of a store that is not Amazon's, such as http://127.0.0.1:9000.")
    private @Nullable URI endpoint;

    @Option(names = "--region", paramLabel = "NAME", description = "Region, if the environment does not say it.")
    private @Nullable String region;

    @Option(
            names = "--path-style",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "true|false",
            description = "Buckets stand in the path of addresses (default: true with --endpoint, else false).")
    private @Nullable Boolean pathStyle;

    @Option(names = "--profile", paramLabel = "NAME", description = "Profile of the shared configuration files.")
    private @Nullable String profile;

    @Option(
            names = "--access-key",
            paramLabel = "ID",
            description = {
                "Key to sign with, and --secret-key; by default whoever the environment, the default profile, the "
                        + "container or the instance says."
            })
    private @Nullable String accessKey;

    @Option(
            names = "--secret-key",
            paramLabel = "SECRET",
            arity = "0..1",
            interactive = true,
            description = "Its secret; asked for without echo if none is given. Others can see it in the process list.")
    private char @Nullable [] secretKey;

    @Option(names = "--session-token", paramLabel = "TOKEN", description = "Its token, if it is a temporary one.")
    private @Nullable String sessionToken;

    @Option(names = "--anonymous", description = "Do not sign requests, as public buckets allow.")
    private boolean anonymous;

    @Option(names = "--role", paramLabel = "ARN", description = "Role to take on.")
    private @Nullable String role;

    @Option(names = "--external-id", paramLabel = "ID", description = "What the role asks for.")
    private @Nullable String externalId;

    @Option(names = "--requester-pays", description = "Agree to pay for what is listed and read.")
    private boolean requesterPays;

    S3Access access() throws Failure {
        return new S3Access(aws(), pathStyle == null ? endpoint != null : pathStyle, requesterPays);
    }

    /** What is not of stores alone. */
    AwsAccess aws() throws Failure {
        return new AwsAccess(
                endpoint,
                region,
                credentials(),
                role == null ? null : new AwsAccess.Role(role, externalId),
                Egress.LOCAL);
    }

    private Credentials credentials() throws Failure {
        if (accessKey != null && secretKey != null) {
            return new Credentials.Keys(accessKey, String.valueOf(secretKey), sessionToken);
        }
        if (accessKey != null || secretKey != null) {
            throw new Failure(Failure.USAGE, "--access-key and --secret-key go together");
        }
        if (profile != null) {
            return new Credentials.Profile(profile);
        }
        return anonymous ? new Credentials.Anonymous() : new Credentials.Found();
    }
}
