package dev.skep.server.model.workload;

/** A plan with its name. */
public record NamedPlan(PlanName name, ResourcePlan plan) {}
