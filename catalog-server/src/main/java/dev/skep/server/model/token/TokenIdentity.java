package dev.skep.server.model.token;

import java.time.Instant;

/**
 * What a token says of itself; its holder shows it together with the secret, or with the proof of having it.
 *
 * @param owner whom the token stands for
 * @param renewer who may renew it; empty for nobody
 * @param realUser who acts for the owner; empty if it is the owner
 * @param issuedAt whole milliseconds
 * @param endsAt when it ends, however often it is renewed; whole milliseconds
 * @param sequence tells tokens apart; not negative
 */
public record TokenIdentity(
        String owner, String renewer, String realUser, Instant issuedAt, Instant endsAt, int sequence) {}
