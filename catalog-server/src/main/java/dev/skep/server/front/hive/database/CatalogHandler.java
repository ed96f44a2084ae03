package dev.skep.server.front.hive.database;

import dev.skep.hive.api.AlterCatalogArgs;
import dev.skep.hive.api.AlterCatalogRequest;
import dev.skep.hive.api.Catalog;
import dev.skep.hive.api.Catalogs;
import dev.skep.hive.api.CreateCatalogArgs;
import dev.skep.hive.api.CreateCatalogRequest;
import dev.skep.hive.api.DropCatalogArgs;
import dev.skep.hive.api.DropCatalogRequest;
import dev.skep.hive.api.GetCatalogArgs;
import dev.skep.hive.api.GetCatalogRequest;
import dev.skep.hive.api.GetCatalogResponse;
import dev.skep.hive.api.GetCatalogsArgs;
import dev.skep.hive.api.GetCatalogsResponse;
import dev.skep.hive.api.GetMetastoreDbUuidArgs;
import dev.skep.server.catalog.CatalogService;
import dev.skep.server.catalog.WriteMode;
import dev.skep.server.front.hive.session.ClientSession;
import dev.skep.server.front.hive.translation.Rest;
import dev.skep.server.front.hive.translation.Translation;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.CatalogName;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.Names;
import dev.skep.server.model.Precondition;
import org.jspecify.annotations.Nullable;

/** Catalogs, and the id of the store. */
public final class CatalogHandler implements Catalogs<ClientSession> {
    private final CatalogService catalogs;

    public CatalogHandler(CatalogService catalogs) {
        this.catalogs = catalogs;
    }

    @Override
    public void createCatalog(CreateCatalogArgs args, ClientSession session) {
        CreateCatalogRequest request = Translation.required(args.catalog(), "request");
        Catalog wire = Translation.required(request.catalog(), "catalog");
        catalogs.create(CatalogTranslator.toModel(name(wire.name()), wire), WriteMode.APPLY);
    }

    @Override
    public void alterCatalog(AlterCatalogArgs args, ClientSession session) {
        AlterCatalogRequest request = Translation.required(args.rqst(), "request");
        CatalogName name = name(request.name());
        Catalog wire = Translation.required(request.newCat(), "catalog");
        dev.skep.server.model.Catalog next =
                CatalogTranslator.toModel(wire.name() == null ? name : name(wire.name()), wire);
        catalogs.alter(
                name,
                before -> next.withExtras(Rest.replace(before.extras(), next.extras())),
                Precondition.NONE,
                WriteMode.APPLY);
    }

    @Override
    public GetCatalogResponse getCatalog(GetCatalogArgs args, ClientSession session) {
        GetCatalogRequest request = Translation.required(args.catName(), "request");
        return GetCatalogResponse.builder()
                .catalog(CatalogTranslator.toWire(
                        catalogs.get(name(request.name())).value()))
                .build();
    }

    @Override
    public GetCatalogsResponse getCatalogs(GetCatalogsArgs args, ClientSession session) {
        return GetCatalogsResponse.builder()
                .names(catalogs.names().stream().map(CatalogName::value).toList())
                .build();
    }

    @Override
    public void dropCatalog(DropCatalogArgs args, ClientSession session) {
        DropCatalogRequest request = Translation.required(args.catName(), "request");
        try {
            catalogs.drop(name(request.name()), Precondition.NONE, WriteMode.APPLY);
        } catch (CatalogException e) {
            if (e.kind() != ErrorKind.NOT_FOUND_CATALOG || !Translation.isTrue(request.ifExists())) {
                throw e;
            }
        }
    }

    @Override
    public String getMetastoreDbUuid(GetMetastoreDbUuidArgs args, ClientSession session) {
        return catalogs.storeId();
    }

    /** Elsewhere an empty name is that of the default catalog; who asks for a catalog names one. */
    private static CatalogName name(@Nullable String name) {
        return Names.catalog(Translation.required(name == null || name.isBlank() ? null : name, "catalog name"));
    }
}
