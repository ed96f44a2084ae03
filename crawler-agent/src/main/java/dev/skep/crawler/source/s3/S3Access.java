package dev.skep.crawler.source.s3;

import dev.skep.crawler.aws.AwsAccess;

/**
 * How a store is reached, and as whom.
 *
 * @param pathStyle true if buckets stand in the path of addresses instead of their host name
 * @param requesterPays true to agree to pay for what is listed and read
 */
public record S3Access(AwsAccess aws, boolean pathStyle, boolean requesterPays) {

    /** Amazon's store, as whoever the environment says. */
    public static final S3Access DEFAULT = new S3Access(AwsAccess.DEFAULT, false, false);
}
