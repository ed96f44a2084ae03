package dev.skep.crawler.source.s3;

import dev.skep.crawler.aws.AwsClients;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;

/** Builds clients of stores. */
final class S3Clients {

    private S3Clients() {}

    static S3Client of(S3Access access) {
        S3ClientBuilder client = AwsClients.reaching(access.aws(), S3Client.builder())
                // Ranges have no checksum to hold against, and stores other than Amazon's often have none at all.
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(access.pathStyle())
                        .build());
        if (access.aws().endpoint() == null) {
            client.crossRegionAccessEnabled(true); // the region of a bucket is found by the client itself
        }
        return client.build();
    }
}
