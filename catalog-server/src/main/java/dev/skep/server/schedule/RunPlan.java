package dev.skep.server.schedule;

/**
 * What an agent will write.
 *
 * @param fingerprint equal for plans that change tables alike
 * @param changes whether tables would be created, altered or dropped
 * @param document the plan with its reasons, JSON
 */
public record RunPlan(String fingerprint, boolean changes, String document) {}
