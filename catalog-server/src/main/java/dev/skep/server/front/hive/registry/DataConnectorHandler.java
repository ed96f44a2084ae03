package dev.skep.server.front.hive.registry;

import dev.skep.hive.api.AlterDataConnectorRequest;
import dev.skep.hive.api.AlterDataconnectorReqArgs;
import dev.skep.hive.api.CreateDataconnectorReqArgs;
import dev.skep.hive.api.DataConnector;
import dev.skep.hive.api.DataConnectors;
import dev.skep.hive.api.DropDataConnectorRequest;
import dev.skep.hive.api.DropDataconnectorReqArgs;
import dev.skep.hive.api.GetDataconnectorReqArgs;
import dev.skep.hive.api.GetDataconnectorsArgs;
import dev.skep.server.catalog.registry.ConnectorService;
import dev.skep.server.front.hive.session.ClientSession;
import dev.skep.server.front.hive.translation.Rest;
import dev.skep.server.front.hive.translation.Translation;
import dev.skep.server.model.Names;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Data connectors. */
public final class DataConnectorHandler implements DataConnectors<ClientSession> {
    private final ConnectorService connectors;

    public DataConnectorHandler(ConnectorService connectors) {
        this.connectors = connectors;
    }

    @Override
    public void createDataconnectorReq(CreateDataconnectorReqArgs args, ClientSession session) {
        DataConnector wire =
                Translation.required(args.connectorReq(), "request").connector();
        String owner = wire.ownerName() == null && !session.user().isEmpty() ? session.user() : wire.ownerName();
        connectors.create(
                name(wire.name()), toModel(wire.toBuilder().ownerName(owner).build()));
    }

    @Override
    public DataConnector getDataconnectorReq(GetDataconnectorReqArgs args, ClientSession session) {
        String name = name(Translation.required(args.request(), "request").connectorName());
        return toWire(name, connectors.get(name));
    }

    @Override
    public void dropDataconnectorReq(DropDataconnectorReqArgs args, ClientSession session) {
        DropDataConnectorRequest request = Translation.required(args.dropDcReq(), "request");
        connectors.drop(name(request.connectorName()), !Translation.isTrue(request.ifNotExists()));
    }

    @Override
    public List<String> getDataconnectors(GetDataconnectorsArgs args, ClientSession session) {
        return connectors.names();
    }

    @Override
    public void alterDataconnectorReq(AlterDataconnectorReqArgs args, ClientSession session) {
        AlterDataConnectorRequest request = Translation.required(args.alterReq(), "request");
        connectors.alter(name(request.connectorName()), toModel(request.newConnector()));
    }

    private static String name(@Nullable String raw) {
        return Names.folded(Translation.required(raw, "name of the data connector"));
    }

    private static dev.skep.server.model.connector.DataConnector toModel(DataConnector wire) {
        return new dev.skep.server.model.connector.DataConnector(
                wire.type(),
                wire.url(),
                wire.description(),
                Translation.orEmpty(wire.parameters()),
                Translation.owner(wire.ownerName(), wire.ownerType()),
                0,
                Rest.keep(
                        DataConnector.CODEC,
                        DataConnector.builder().unknown(wire.unknown()).build()));
    }

    private static DataConnector toWire(String name, dev.skep.server.model.connector.DataConnector connector) {
        return Rest.of(DataConnector.CODEC, connector.extras())
                .map(DataConnector::toBuilder)
                .orElseGet(DataConnector::builder)
                .name(name)
                .type(connector.type())
                .url(connector.url())
                .description(connector.description())
                .parameters(connector.parameters())
                .ownerName(Translation.name(connector.owner()))
                .ownerType(Translation.type(connector.owner()))
                .createTime((int) connector.createdAt())
                .build();
    }
}
