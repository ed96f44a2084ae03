/** What the translators of all areas share; it imports nothing of the others. */
@NullMarked
package dev.skep.server.front.hive.translation;

import org.jspecify.annotations.NullMarked;
