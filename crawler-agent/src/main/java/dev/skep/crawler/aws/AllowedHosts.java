package dev.skep.crawler.aws;

import dev.skep.crawler.egress.Egress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Finds the addresses of hosts whenever one is connected to, and no others than may be talked to. */
record AllowedHosts(Egress egress) implements DnsResolver {

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        try {
            return egress.addresses(host);
        } catch (UnknownHostException e) {
            throw e;
        } catch (IOException e) {
            // Clients say of whatever else a resolver throws that the host is unknown.
            throw SdkClientException.create(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
