package dev.skep.crawler.egress;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Which machines a crawl may talk to. Addresses of the link, where clouds answer with credentials, are never among them.
 *
 * @param loopback true if the machine itself may be talked to
 */
public record Egress(boolean loopback) {

    /** For whoever works at the machine himself. */
    public static final Egress LOCAL = new Egress(true);

    /**
     * Refuses a host, now. A name may mean another machine later, so what connects by name asks for {@link #addresses} then.
     *
     * @throws IOException if it may not be talked to, or nobody knows it
     */
    public void check(String host) throws IOException {
        addresses(host);
    }

    /**
     * The addresses of a host, all of which may be talked to.
     *
     * @throws IOException if one of them may not, or nobody knows the host
     */
    public InetAddress[] addresses(String host) throws IOException {
        InetAddress[] addresses;
        try {
            addresses = InetAddress.getAllByName(host.replaceAll("^\\[|]$", ""));
        } catch (UnknownHostException e) {
            throw new UnknownHostException("nobody knows the host " + host);
        }
        for (InetAddress address : addresses) {
            if (address.isLinkLocalAddress() || address.isMulticastAddress() || isMetadata(address)) {
                throw new IOException("the host " + host + " is " + address.getHostAddress()
                        + ", and addresses of the link are not talked to");
            }
            if ((address.isLoopbackAddress() || address.isAnyLocalAddress()) && !loopback) {
                throw new IOException("the host " + host
                        + " is this machine itself, which agents talk to only with --allow-loopback");
            }
        }
        return addresses;
    }

    /** Where Amazon answers with credentials by IPv6; the one by IPv4 is of the link. */
    private static boolean isMetadata(InetAddress address) {
        return address.getHostAddress().equals("fd00:ec2:0:0:0:0:0:254");
    }
}
