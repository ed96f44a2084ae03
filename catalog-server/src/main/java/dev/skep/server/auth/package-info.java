/**
 * Who somebody is: proofs and how they are checked. A front carries a proof over its wire; passwords, LDAP directories and
 * signed tokens are looked at here, so that every front trusts the same users.
 */
@NullMarked
package dev.skep.server.auth;

import org.jspecify.annotations.NullMarked;
