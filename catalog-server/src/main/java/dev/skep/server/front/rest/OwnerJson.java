package dev.skep.server.front.rest;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.Owner;
import dev.skep.server.model.OwnerKind;
import org.jspecify.annotations.Nullable;

/** Who owns an object. */
record OwnerJson(@Nullable String name, @Nullable String kind) {
    static @Nullable OwnerJson of(@Nullable Owner owner) {
        return owner == null ? null : new OwnerJson(owner.name(), text(owner.kind()));
    }

    static @Nullable Owner toModel(@Nullable OwnerJson owner) {
        return owner == null
                ? null
                : new Owner(
                        Required.present(owner.name, "owner.name"), kind(Required.present(owner.kind, "owner.kind")));
    }

    private static String text(OwnerKind kind) {
        return switch (kind) {
            case USER -> "user";
            case ROLE -> "role";
            case GROUP -> "group";
        };
    }

    private static OwnerKind kind(String text) {
        for (OwnerKind kind : OwnerKind.values()) {
            if (text(kind).equals(text)) {
                return kind;
            }
        }
        throw CatalogException.invalid("The field 'owner.kind' must be user, role or group, not '" + text + "'");
    }
}
