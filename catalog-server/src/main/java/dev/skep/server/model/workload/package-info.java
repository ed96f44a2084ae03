/** Workload management: plans of how an engine shares its resources. */
@NullMarked
package dev.skep.server.model.workload;

import org.jspecify.annotations.NullMarked;
