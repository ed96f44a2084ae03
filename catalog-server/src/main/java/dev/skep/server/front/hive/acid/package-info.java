/** Transactions, write ids, locks and compactions. */
@NullMarked
package dev.skep.server.front.hive.acid;

import org.jspecify.annotations.NullMarked;
