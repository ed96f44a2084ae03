/** The process: its settings, what it consists of, how it starts and how it ends. */
@NullMarked
package dev.skep.server.boot;

import org.jspecify.annotations.NullMarked;
