package dev.skep.crawler.aws;

import dev.skep.crawler.aws.AwsAccess.Credentials.Anonymous;
import dev.skep.crawler.aws.AwsAccess.Credentials.Found;
import dev.skep.crawler.aws.AwsAccess.Credentials.Keys;
import dev.skep.crawler.aws.AwsAccess.Credentials.Profile;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/** What all clients of such services have in common. */
public final class AwsClients {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration READ = Duration.ofSeconds(60);

    private AwsClients() {}

    /** The builder, told where the service is and who asks. */
    public static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> B reaching(
            AwsAccess access, B client) {
        client.httpClient(http(access)).region(region(access)).credentialsProvider(credentials(access));
        if (access.endpoint() != null) {
            client.endpointOverride(access.endpoint());
        }
        return client;
    }

    private static SdkHttpClient http(AwsAccess access) {
        return Apache5HttpClient.builder()
                .connectionTimeout(CONNECT)
                .socketTimeout(READ)
                .dnsResolver(new AllowedHosts(access.egress()))
                .build();
    }

    /** Where nobody names a region, any will do to begin with: of a bucket it is found, and other endpoints have none. */
    public static Region region(AwsAccess access) {
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

    private static AwsCredentialsProvider credentials(AwsAccess access) {
        AwsCredentialsProvider own = own(access.credentials());
        AwsAccess.Role role = access.role();
        if (role == null) {
            return own;
        }
        StsClient sts = StsClient.builder()
                .httpClient(http(access))
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

    private static AwsCredentialsProvider own(AwsAccess.Credentials credentials) {
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
