package dev.skep.server.auth;

import org.jspecify.annotations.Nullable;

/**
 * Which signed tokens (JWT, RFC 7519) are believed.
 *
 * @param keys where the public keys (JWK set, RFC 7517) are: a URL or a file
 * @param issuer who must have issued a token
 * @param audience whom it must be meant for; null if that does not matter
 * @param userClaim the claim that names the user
 */
public record JwtSettings(
        String keys, String issuer, @Nullable String audience, String userClaim) {}
