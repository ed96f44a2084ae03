package dev.skep.crawler.agent;

import dev.skep.crawler.egress.Egress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What an agent may open, and whom it may talk to. Targets and connections come from the server, where others write them.
 *
 * @param key by which secrets of connections are encrypted
 * @param drivers folder of further drivers of databases; absent for none
 * @param embedded true if databases that are files of the agent's machine may be opened
 */
public record Clearance(
        SecretKey key, Egress egress, @Nullable Path drivers, boolean embedded) {

    /** For an agent with the drivers that come with it, and without databases of its own machine. */
    public Clearance(SecretKey key, Egress egress) {
        this(key, egress, null, false);
    }
}
