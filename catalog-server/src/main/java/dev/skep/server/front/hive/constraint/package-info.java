/** Keys, uniqueness, defaults and checks of tables. */
@NullMarked
package dev.skep.server.front.hive.constraint;

import org.jspecify.annotations.NullMarked;
