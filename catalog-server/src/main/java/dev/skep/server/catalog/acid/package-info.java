/** What ACID demands of a catalog: transactions, write ids, locks and compactions. */
@NullMarked
package dev.skep.server.catalog.acid;

import org.jspecify.annotations.NullMarked;
