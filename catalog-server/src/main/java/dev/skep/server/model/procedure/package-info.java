/** Stored procedures and packages of them, in HPL/SQL. */
@NullMarked
package dev.skep.server.model.procedure;

import org.jspecify.annotations.NullMarked;
