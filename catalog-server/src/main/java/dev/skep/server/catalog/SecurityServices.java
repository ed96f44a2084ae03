package dev.skep.server.catalog;

import dev.skep.server.catalog.privilege.PrivilegeService;
import dev.skep.server.catalog.privilege.RoleService;
import dev.skep.server.catalog.token.KeptTokenService;
import dev.skep.server.catalog.token.TokenLifetime;
import dev.skep.server.catalog.token.TokenService;
import dev.skep.server.store.CatalogStore;
import java.time.Clock;
import java.util.random.RandomGenerator;

/** The services of roles, privileges and tokens. */
public record SecurityServices(
        RoleService roles, PrivilegeService privileges, TokenService tokens, KeptTokenService keptTokens) {
    /** @param random that nobody can guess */
    public static SecurityServices on(CatalogStore store, Clock clock, RandomGenerator random) {
        return new SecurityServices(
                new RoleService(store, clock),
                new PrivilegeService(store, clock),
                new TokenService(store, clock, random, TokenLifetime.USUAL),
                new KeptTokenService(store));
    }
}
