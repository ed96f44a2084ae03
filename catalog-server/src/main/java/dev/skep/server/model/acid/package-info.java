/** ACID transactions, their write ids, locks and compactions, as Hive means them. */
@NullMarked
package dev.skep.server.model.acid;

import org.jspecify.annotations.NullMarked;
