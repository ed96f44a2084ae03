package dev.skep.server.catalog.privilege;

import dev.skep.server.model.privilege.Grant;
import dev.skep.server.model.privilege.PrivilegeSet;
import dev.skep.server.model.privilege.Securable;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What somebody may do with each partition of a table. */
public final class PartitionPrivileges {
    private final Principals principals;
    private final Map<List<String>, List<Grant>> byValues;

    /** @param grants on partitions of one table */
    PartitionPrivileges(Principals principals, List<Grant> grants) {
        this.principals = principals;
        this.byValues = grants.stream()
                .collect(Collectors.groupingBy(each -> ((Securable.OfPartition) each.object()).values()));
    }

    /** @param values one a partition key */
    public PrivilegeSet of(List<String> values) {
        return principals.share(byValues.getOrDefault(values, List.of()));
    }
}
