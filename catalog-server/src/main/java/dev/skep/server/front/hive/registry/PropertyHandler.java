package dev.skep.server.front.hive.registry;

import dev.skep.hive.api.GetPropertiesArgs;
import dev.skep.hive.api.Properties;
import dev.skep.hive.api.PropertyGetRequest;
import dev.skep.hive.api.PropertyGetResponse;
import dev.skep.hive.api.PropertySetRequest;
import dev.skep.hive.api.SetPropertiesArgs;
import dev.skep.server.catalog.registry.PropertyService;
import dev.skep.server.front.hive.session.ClientSession;
import dev.skep.server.front.hive.translation.Translation;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;
import dev.skep.thrift.UnknownFields;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** Properties that clients keep. */
public final class PropertyHandler implements Properties<ClientSession> {
    private static final Pattern NAME = Pattern.compile("[\\w.$-]+", Pattern.UNICODE_CHARACTER_CLASS);

    private final PropertyService properties;

    public PropertyHandler(PropertyService properties) {
        this.properties = properties;
    }

    /**
     * Hive runs the predicate and what is selected as scripts. A selected name is understood here; of anything else the client
     * is told to look for itself.
     */
    @Override
    public PropertyGetResponse getProperties(GetPropertiesArgs args, ClientSession session) {
        PropertyGetRequest request = Translation.required(args.req(), "request");
        List<String> selection = Translation.orEmpty(request.mapSelection());
        boolean hasPredicate =
                !Objects.requireNonNullElse(request.mapPredicate(), "").isBlank();
        if (hasPredicate
                || !selection.stream().allMatch(name -> NAME.matcher(name).matches())) {
            throw new CatalogException(
                    ErrorKind.UNSUPPORTED,
                    "Properties are not chosen by scripts: select them by their names only, and without a predicate");
        }
        return new PropertyGetResponse(
                properties.find(
                        request.nameSpace(),
                        Objects.requireNonNullElse(request.mapPrefix(), ""),
                        Set.copyOf(selection)),
                UnknownFields.NONE);
    }

    @Override
    public boolean setProperties(SetPropertiesArgs args, ClientSession session) {
        PropertySetRequest request = Translation.required(args.req(), "request");
        properties.set(request.nameSpace(), Translation.orEmpty(request.propertyMap()));
        return true;
    }
}
