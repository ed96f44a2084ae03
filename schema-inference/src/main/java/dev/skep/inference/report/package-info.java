/** Answers as plain data for people and programs. */
@NullMarked
package dev.skep.inference.report;

import org.jspecify.annotations.NullMarked;
