package dev.skep.server.front.hive.registry;

import dev.skep.hive.api.CreateTypeArgs;
import dev.skep.hive.api.DropTypeArgs;
import dev.skep.hive.api.FieldSchema;
import dev.skep.hive.api.GetTypeAllArgs;
import dev.skep.hive.api.GetTypeArgs;
import dev.skep.hive.api.Type;
import dev.skep.hive.api.UserTypes;
import dev.skep.server.catalog.registry.UserTypeService;
import dev.skep.server.front.hive.session.ClientSession;
import dev.skep.server.front.hive.translation.Rest;
import dev.skep.server.front.hive.translation.Translation;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.Column;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.UserType;
import dev.skep.thrift.UnknownFields;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Types that users define. */
public final class UserTypeHandler implements UserTypes<ClientSession> {
    private final UserTypeService types;

    public UserTypeHandler(UserTypeService types) {
        this.types = types;
    }

    @Override
    public boolean createType(CreateTypeArgs args, ClientSession session) {
        Type type = Translation.required(args.type(), "type");
        types.create(name(type.name()), toModel(type));
        return true;
    }

    @Override
    public boolean dropType(DropTypeArgs args, ClientSession session) {
        types.drop(name(args.type()));
        return true;
    }

    @Override
    public Type getType(GetTypeArgs args, ClientSession session) {
        String name = name(args.name());
        return toWire(name, types.get(name));
    }

    /** No release of Hive has ever answered it, nor said what it would. */
    @Override
    public Map<String, Type> getTypeAll(GetTypeAllArgs args, ClientSession session) {
        throw new CatalogException(ErrorKind.UNSUPPORTED, "get_type_all has no meaning that is known: use get_type");
    }

    private static String name(@Nullable String raw) {
        return Translation.required(raw, "name of the type").strip();
    }

    private static UserType toModel(Type wire) {
        return new UserType(
                wire.type1(),
                wire.type2(),
                Translation.orEmpty(wire.fields()).stream()
                        .map(field -> new Column(
                                Translation.required(field.name(), "name of a field"),
                                Translation.required(field.type(), "type of field " + field.name()),
                                field.comment()))
                        .toList(),
                Rest.keep(Type.CODEC, Type.builder().unknown(wire.unknown()).build()));
    }

    private static Type toWire(String name, UserType type) {
        return Rest.of(Type.CODEC, type.extras())
                .map(Type::toBuilder)
                .orElseGet(Type::builder)
                .name(name)
                .type1(type.first())
                .type2(type.second())
                .fields(type.fields().stream()
                        .map(field -> new FieldSchema(field.name(), field.type(), field.comment(), UnknownFields.NONE))
                        .toList())
                .build();
    }
}
