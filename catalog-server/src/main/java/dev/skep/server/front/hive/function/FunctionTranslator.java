package dev.skep.server.front.hive.function;

import dev.skep.hive.api.Function;
import dev.skep.hive.api.FunctionType;
import dev.skep.hive.api.ResourceType;
import dev.skep.hive.api.ResourceUri;
import dev.skep.server.front.hive.translation.Rest;
import dev.skep.server.front.hive.translation.Translation;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.FunctionName;
import dev.skep.server.model.FunctionResource;
import dev.skep.server.model.Names;
import dev.skep.thrift.UnknownFields;
import org.jspecify.annotations.Nullable;

/** Functions of the wire and of the model. */
public final class FunctionTranslator {
    private FunctionTranslator() {}

    static FunctionName name(@Nullable String catalog, @Nullable String database, @Nullable String name) {
        return Names.function(Translation.database(catalog, database), Translation.required(name, "function name"));
    }

    /** The function as it is kept. */
    public static dev.skep.server.model.Function toModel(Function wire) {
        Translation.required(wire.functionType(), "type of function " + wire.functionName());
        Translation.required(wire.ownerType(), "owner type of function " + wire.functionName());
        return new dev.skep.server.model.Function(
                name(wire.catName(), wire.dbName(), wire.functionName()),
                className(wire),
                Translation.owner(wire.ownerName(), wire.ownerType()),
                Translation.instant(wire.createTime()),
                Translation.orEmpty(wire.resourceUris()).stream()
                        .map(FunctionTranslator::resource)
                        .toList(),
                Rest.keep(
                        Function.CODEC,
                        Function.builder().unknown(wire.unknown()).build()));
    }

    /** The function as clients read it. */
    public static Function toWire(dev.skep.server.model.Function function) {
        FunctionName name = function.name();
        return Rest.of(Function.CODEC, function.extras())
                .map(Function::toBuilder)
                .orElseGet(Function::builder)
                .functionName(name.value())
                .dbName(name.database().value())
                .catName(name.database().catalog().value())
                .className(function.className())
                .ownerName(Translation.name(function.owner()))
                .ownerType(Translation.type(function.owner()))
                .createTime(Translation.seconds(function.createdAt()))
                .functionType(FunctionType.JAVA)
                .resourceUris(function.resources().stream()
                        .map(each -> new ResourceUri(type(each.kind()), each.uri(), UnknownFields.NONE))
                        .toList())
                .build();
    }

    private static String className(Function wire) {
        String className = wire.className();
        if (className == null) {
            throw CatalogException.invalid("Function " + wire.functionName() + " has no class");
        }
        return className;
    }

    private static FunctionResource resource(ResourceUri wire) {
        return new FunctionResource(
                kind(Translation.required(wire.resourceType(), "type of a function's resource")),
                Translation.required(wire.uri(), "URI of a function's resource"));
    }

    private static FunctionResource.Kind kind(ResourceType type) {
        return switch (type) {
            case JAR -> FunctionResource.Kind.JAR;
            case FILE -> FunctionResource.Kind.FILE;
            case ARCHIVE -> FunctionResource.Kind.ARCHIVE;
            case UNRECOGNIZED -> throw CatalogException.invalid("The type of a function's resource is none known");
        };
    }

    private static ResourceType type(FunctionResource.Kind kind) {
        return switch (kind) {
            case JAR -> ResourceType.JAR;
            case FILE -> ResourceType.FILE;
            case ARCHIVE -> ResourceType.ARCHIVE;
        };
    }
}
