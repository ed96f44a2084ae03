package dev.skep.server.model;

/**
 * What an engine has measured of queries that have run. Nobody but the engine reads it.
 *
 * @param createdAt in epoch seconds
 * @param weight how much it is, in a measure of the engine's
 * @param payload in Base64
 */
public record RuntimeFigures(long createdAt, int weight, String payload) {}
