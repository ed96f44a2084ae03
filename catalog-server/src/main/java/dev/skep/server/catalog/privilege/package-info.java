/** Roles and privileges: recorded and answered. Nobody is kept from anything by them. */
@NullMarked
package dev.skep.server.catalog.privilege;

import org.jspecify.annotations.NullMarked;
