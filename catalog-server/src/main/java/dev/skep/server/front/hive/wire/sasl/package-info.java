/**
 * SASL (RFC 4422) as Thrift carries it: a negotiation in messages of a status byte, a length and bytes; after it frames,
 * which the mechanism may have signed or encrypted.
 */
@NullMarked
package dev.skep.server.front.hive.wire.sasl;

import org.jspecify.annotations.NullMarked;
