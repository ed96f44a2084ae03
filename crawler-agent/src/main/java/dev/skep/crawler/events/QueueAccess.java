package dev.skep.crawler.events;

import dev.skep.crawler.aws.AwsAccess;
import java.net.URI;

/**
 * How a queue is reached, and as whom.
 *
 * @param url of the queue; its host is what is talked to, whatever endpoint {@code aws} names
 */
public record QueueAccess(URI url, AwsAccess aws) {

    /** The address of the service. */
    URI endpoint() {
        return url.resolve("/");
    }
}
