package dev.skep.server.model.schema;

import dev.skep.server.model.Extras;
import org.jspecify.annotations.Nullable;

/**
 * What all versions of a schema have in common. How versions must fit together is for those who write them: the registry
 * keeps the agreement and does not check it.
 *
 * @param canEvolve whether there may be further versions
 */
public record Schema(
        Type type,
        Compatibility compatibility,
        Validation validation,
        boolean canEvolve,
        @Nullable String group,
        @Nullable String description,
        Extras extras) {

    /** Who understands its text. */
    public enum Type {
        HIVE,
        AVRO
    }

    /** Whether the readers of one version understand what those of another have written. */
    public enum Compatibility {
        NONE,
        BACKWARD,
        FORWARD,
        BOTH
    }

    /** Which of the earlier versions a new one must be compatible with. */
    public enum Validation {
        LATEST,
        ALL
    }

    /** This schema with what may be altered of it; a group or a description that is not given stays. */
    public Schema altered(Schema next) {
        return new Schema(
                type,
                next.compatibility,
                next.validation,
                next.canEvolve,
                next.group == null ? group : next.group,
                next.description == null ? description : next.description,
                next.extras);
    }
}
