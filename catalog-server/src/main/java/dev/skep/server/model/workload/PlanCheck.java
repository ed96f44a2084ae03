package dev.skep.server.model.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Whether a plan can be put into force: the pools of one parent share all of it at the root, and no more than it below. */
final class PlanCheck {
    private static final double ROUNDING = 1e-5;
    private static final String ROOT = "";

    private final List<String> errors = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final Map<String, Double> shared = new TreeMap<>();

    private PlanCheck() {}

    static Findings of(ResourcePlan plan) {
        PlanCheck check = new PlanCheck();
        check.parallelism(plan.parallelism(), plan.pools());
        plan.pools().forEach(check::pool);
        check.shares(plan.pools());
        return new Findings(check.errors, check.warnings);
    }

    private void parallelism(@Nullable Integer ofPlan, Map<String, Pool> pools) {
        if (ofPlan == null) {
            return;
        }
        if (ofPlan < 1) {
            errors.add("The query parallelism of the plan must be positive, it is " + ofPlan);
        }
        long ofPools = pools.values().stream()
                .mapToLong(pool -> Math.max(pool.parallelism(), 0))
                .sum();
        if (ofPools > ofPlan) {
            errors.add("The pools run " + ofPools + " queries at once, more than the plan's " + ofPlan);
        } else if (ofPools < ofPlan) {
            warnings.add("The pools run " + ofPools + " queries at once, fewer than the plan's " + ofPlan);
        }
    }

    private void pool(String path, Pool pool) {
        if (pool.parallelism() < 1) {
            errors.add("The query parallelism of pool " + path + " must be positive, it is " + pool.parallelism());
        }
        if (!Pool.isPolicy(pool.policy())) {
            errors.add("Pool " + path + " has no scheduling policy that is known: " + pool.policy());
        }
        shared.merge(ResourcePlan.parent(path), pool.fraction(), Double::sum);
    }

    private void shares(Map<String, Pool> pools) {
        double ofRoot = shared.getOrDefault(ROOT, 0.0);
        if (pools.isEmpty()) {
            errors.add("The plan has no pool");
        } else if (Math.abs(1 - ofRoot) > ROUNDING) {
            errors.add("The pools at the top must share 1.0 together, they share " + ofRoot);
        }
        shared.forEach((parent, fraction) -> {
            if (!parent.equals(ROOT) && !pools.containsKey(parent)) {
                errors.add("There is no pool " + parent + ", but pools below it");
            } else if (!parent.equals(ROOT) && fraction > 1 + ROUNDING) {
                errors.add("The pools below " + parent + " must share at most 1.0 together, they share " + fraction);
            }
        });
    }
}
