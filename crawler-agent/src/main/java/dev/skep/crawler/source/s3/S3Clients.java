package dev.skep.crawler.source.s3;

import dev.skep.crawler.source.s3.S3Access.Credentials.Anonymous;
import dev.skep.crawler.source.s3.S3Access.Credentials.Found;
import dev.skep.crawler.source.s3.S3Access.Credentials.Keys;
import dev.skep.crawler.source.s3.S3Access.Credentials.Profile;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/** Builds clients of stores. */
final class S3Clients {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration READ = Duration.ofSeconds(60);

    private S3Clients() {}

    static S3Client of(S3Access access) {
        S3ClientBuilder client = S3Client.builder()
                .httpClient(http())
                .region(region(access))
                .credentialsProvider(credentials(access))
                // Ranges have no checksum to hold against, and stores other than Amazon's often have none at all.
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(access.pathStyle())
                        .build());
        if (access.endpoint() == null) {
            client.crossRegionAccessEnabled(true);
        } else {
            client.endpointOverride(access.endpoint());
        }
        return client.build();
    }

    private static SdkHttpClient http() {
        return UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECT)
                .socketTimeout(READ)
                .build();
    }

    /** The region of a bucket is found by the client itself; where none is named, any region will do to begin with. */
    private static Region region(S3Access access) {
        if (access.region() != null) {
            return Region.of(access.region());
        }
        if (access.endpoint() != null) {
            return Region.US_EAST_1;
        }
        try {
            return DefaultAwsRegionProviderChain.builder().build().getRegion();
        } catch (SdkClientException e) {
            return Region.US_EAST_1;
        }
    }

    private static AwsCredentialsProvider credentials(S3Access access) {
        AwsCredentialsProvider own = own(access.credentials());
        S3Access.Role role = access.role();
        if (role == null) {
            return own;
        }
        StsClient sts = StsClient.builder()
                .httpClient(http())
                .region(region(access))
                .credentialsProvider(own)
                .build();
        return StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts)
                .refreshRequest(request -> request.roleArn(role.arn())
                        .externalId(role.externalId())
                        .roleSessionName("skep-crawler"))
                .build();
    }

    private static AwsCredentialsProvider own(S3Access.Credentials credentials) {
        if (credentials instanceof Keys keys) {
            return StaticCredentialsProvider.create(
                    keys.sessionToken() == null
                            ? AwsBasicCredentials.create(keys.id(), keys.secret())
                            : AwsSessionCredentials.create(keys.id(), keys.secret(), keys.sessionToken()));
        }
        if (credentials instanceof Profile profile) {
            return ProfileCredentialsProvider.create(profile.name());
        }
        if (credentials instanceof Anonymous) {
            return AnonymousCredentialsProvider.create();
        }
        if (credentials instanceof Found) {
            return DefaultCredentialsProvider.builder().build();
        }
        throw new IllegalArgumentException("Unknown credentials: " + credentials);
    }
}
