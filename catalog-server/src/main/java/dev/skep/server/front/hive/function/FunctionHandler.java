package dev.skep.server.front.hive.function;

import dev.skep.hive.api.AlterFunctionArgs;
import dev.skep.hive.api.CreateFunctionArgs;
import dev.skep.hive.api.DropFunctionArgs;
import dev.skep.hive.api.Function;
import dev.skep.hive.api.Functions;
import dev.skep.hive.api.GetAllFunctionsArgs;
import dev.skep.hive.api.GetAllFunctionsResponse;
import dev.skep.hive.api.GetFunctionArgs;
import dev.skep.hive.api.GetFunctionsArgs;
import dev.skep.hive.api.GetFunctionsReqArgs;
import dev.skep.hive.api.GetFunctionsRequest;
import dev.skep.hive.api.GetFunctionsResponse;
import dev.skep.server.catalog.FunctionService;
import dev.skep.server.front.hive.session.ClientSession;
import dev.skep.server.front.hive.translation.Translation;
import dev.skep.server.model.DatabaseName;
import dev.skep.server.model.Names;
import java.util.List;

/** User-defined functions. */
public final class FunctionHandler implements Functions<ClientSession> {
    private final FunctionService functions;

    public FunctionHandler(FunctionService functions) {
        this.functions = functions;
    }

    @Override
    public void createFunction(CreateFunctionArgs args, ClientSession session) {
        functions.create(FunctionTranslator.toModel(Translation.required(args.func(), "function")));
    }

    @Override
    public void dropFunction(DropFunctionArgs args, ClientSession session) {
        functions.drop(FunctionTranslator.name(null, args.dbName(), args.funcName()));
    }

    @Override
    public void alterFunction(AlterFunctionArgs args, ClientSession session) {
        functions.alter(
                FunctionTranslator.name(null, args.dbName(), args.funcName()),
                FunctionTranslator.toModel(Translation.required(args.newFunc(), "function")));
    }

    @Override
    public List<String> getFunctions(GetFunctionsArgs args, ClientSession session) {
        return functions.names(Translation.database(null, args.dbName()), Translation.pattern(args.pattern()));
    }

    @Override
    public GetFunctionsResponse getFunctionsReq(GetFunctionsReqArgs args, ClientSession session) {
        GetFunctionsRequest request = Translation.required(args.request(), "request");
        DatabaseName database = Translation.database(request.catalogName(), request.dbName());
        List<String> names = functions.names(database, Translation.pattern(request.pattern()));
        if (request.returnNamesOrDefault()) {
            return GetFunctionsResponse.builder().functionNames(names).build();
        }
        List<Function> found = names.stream()
                .map(name -> FunctionTranslator.toWire(
                        functions.get(Names.function(database, name)).value()))
                .toList();
        return GetFunctionsResponse.builder().functions(found).build();
    }

    @Override
    public Function getFunction(GetFunctionArgs args, ClientSession session) {
        return FunctionTranslator.toWire(functions
                .get(FunctionTranslator.name(null, args.dbName(), args.funcName()))
                .value());
    }

    @Override
    public GetAllFunctionsResponse getAllFunctions(GetAllFunctionsArgs args, ClientSession session) {
        return GetAllFunctionsResponse.builder()
                .functions(functions.all(Names.DEFAULT_CATALOG).stream()
                        .map(stored -> FunctionTranslator.toWire(stored.value()))
                        .toList())
                .build();
    }
}
