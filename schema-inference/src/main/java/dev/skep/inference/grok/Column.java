package dev.skep.inference.grok;

/**
 * A column of an expression.
 *
 * @param timestamp whether its text is a moment, in whatever notation
 */
public record Column(String name, boolean timestamp) {}
