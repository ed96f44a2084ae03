package dev.skep.server.front.hive.registry;

import dev.skep.hive.api.AddPackageArgs;
import dev.skep.hive.api.AddPackageRequest;
import dev.skep.hive.api.CreateStoredProcedureArgs;
import dev.skep.hive.api.DropPackageArgs;
import dev.skep.hive.api.DropPackageRequest;
import dev.skep.hive.api.DropStoredProcedureArgs;
import dev.skep.hive.api.FindPackageArgs;
import dev.skep.hive.api.GetAllPackagesArgs;
import dev.skep.hive.api.GetAllStoredProceduresArgs;
import dev.skep.hive.api.GetPackageRequest;
import dev.skep.hive.api.GetStoredProcedureArgs;
import dev.skep.hive.api.ListPackageRequest;
import dev.skep.hive.api.ListStoredProcedureRequest;
import dev.skep.hive.api.Package;
import dev.skep.hive.api.StoredProcedure;
import dev.skep.hive.api.StoredProcedureRequest;
import dev.skep.hive.api.StoredProcedures;
import dev.skep.server.catalog.registry.ProcedureService;
import dev.skep.server.front.hive.session.ClientSession;
import dev.skep.server.front.hive.translation.Rest;
import dev.skep.server.front.hive.translation.Translation;
import dev.skep.server.model.MemberName;
import dev.skep.server.model.Names;
import dev.skep.server.model.procedure.ProcedurePackage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stored procedures and packages. */
public final class StoredProcedureHandler implements StoredProcedures<ClientSession> {
    private final ProcedureService<dev.skep.server.model.procedure.StoredProcedure> procedures;
    private final ProcedureService<ProcedurePackage> packages;

    public StoredProcedureHandler(
            ProcedureService<dev.skep.server.model.procedure.StoredProcedure> procedures,
            ProcedureService<ProcedurePackage> packages) {
        this.procedures = procedures;
        this.packages = packages;
    }

    @Override
    public void createStoredProcedure(CreateStoredProcedureArgs args, ClientSession session) {
        StoredProcedure procedure = Translation.required(args.proc(), "procedure");
        procedures.define(
                name(procedure.catName(), procedure.dbName(), procedure.name()),
                new dev.skep.server.model.procedure.StoredProcedure(
                        procedure.ownerName(),
                        Translation.required(procedure.source(), "source of the procedure"),
                        Rest.keep(
                                StoredProcedure.CODEC,
                                StoredProcedure.builder()
                                        .unknown(procedure.unknown())
                                        .build())));
    }

    @Override
    public StoredProcedure getStoredProcedure(GetStoredProcedureArgs args, ClientSession session) {
        MemberName name = name(Translation.required(args.request(), "request"));
        dev.skep.server.model.procedure.StoredProcedure procedure = procedures.get(name);
        return Rest.of(StoredProcedure.CODEC, procedure.extras())
                .map(StoredProcedure::toBuilder)
                .orElseGet(StoredProcedure::builder)
                .catName(name.database().catalog().value())
                .dbName(name.database().value())
                .name(name.value())
                .ownerName(procedure.owner())
                .source(procedure.source())
                .build();
    }

    @Override
    public void dropStoredProcedure(DropStoredProcedureArgs args, ClientSession session) {
        procedures.drop(name(Translation.required(args.request(), "request")));
    }

    @Override
    public List<String> getAllStoredProcedures(GetAllStoredProceduresArgs args, ClientSession session) {
        ListStoredProcedureRequest request = Translation.required(args.request(), "request");
        return names(procedures, request.catName(), request.dbName());
    }

    @Override
    public Package findPackage(FindPackageArgs args, ClientSession session) {
        GetPackageRequest request = Translation.required(args.request(), "request");
        MemberName name = name(request.catName(), request.dbName(), request.packageName());
        ProcedurePackage found = packages.get(name);
        return Rest.of(Package.CODEC, found.extras())
                .map(Package::toBuilder)
                .orElseGet(Package::builder)
                .catName(name.database().catalog().value())
                .dbName(name.database().value())
                .packageName(name.value())
                .ownerName(found.owner())
                .header(found.header())
                .body(found.body())
                .build();
    }

    @Override
    public void addPackage(AddPackageArgs args, ClientSession session) {
        AddPackageRequest request = Translation.required(args.request(), "request");
        packages.define(
                name(request.catName(), request.dbName(), request.packageName()),
                new ProcedurePackage(
                        request.ownerName(),
                        Translation.required(request.header(), "header of the package"),
                        Translation.required(request.body(), "body of the package"),
                        Rest.keep(
                                Package.CODEC,
                                Package.builder().unknown(request.unknown()).build())));
    }

    @Override
    public List<String> getAllPackages(GetAllPackagesArgs args, ClientSession session) {
        ListPackageRequest request = Translation.required(args.request(), "request");
        return names(packages, request.catName(), request.dbName());
    }

    @Override
    public void dropPackage(DropPackageArgs args, ClientSession session) {
        DropPackageRequest request = Translation.required(args.request(), "request");
        packages.drop(name(request.catName(), request.dbName(), request.packageName()));
    }

    private static List<String> names(ProcedureService<?> service, String catalog, @Nullable String database) {
        return database == null
                ? service.names(Names.catalog(catalog))
                : service.names(Translation.database(catalog, database));
    }

    private static MemberName name(StoredProcedureRequest request) {
        return name(request.catName(), request.dbName(), request.procName());
    }

    private static MemberName name(@Nullable String catalog, @Nullable String database, @Nullable String name) {
        return new MemberName(Translation.database(catalog, database), Translation.required(name, "name"));
    }
}
