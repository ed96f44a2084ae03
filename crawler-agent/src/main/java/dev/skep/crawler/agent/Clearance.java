package dev.skep.crawler.agent;

import dev.skep.crawler.egress.Egress;

/**
 * What an agent may open, and whom it may talk to. Targets and connections come from the server, where others write them.
 *
 * @param key by which secrets of connections are encrypted
 */
public record Clearance(SecretKey key, Egress egress) {}
