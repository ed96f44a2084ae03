package dev.skep.server.front.hive.registry;

import dev.skep.hive.api.CacheFileMetadataArgs;
import dev.skep.hive.api.CacheFileMetadataResult;
import dev.skep.hive.api.ClearFileMetadataArgs;
import dev.skep.hive.api.ClearFileMetadataResult;
import dev.skep.hive.api.FileMetadataCache;
import dev.skep.hive.api.FlushCacheArgs;
import dev.skep.hive.api.GetFileMetadataArgs;
import dev.skep.hive.api.GetFileMetadataByExprArgs;
import dev.skep.hive.api.GetFileMetadataByExprResult;
import dev.skep.hive.api.GetFileMetadataResult;
import dev.skep.hive.api.PutFileMetadataArgs;
import dev.skep.hive.api.PutFileMetadataResult;
import dev.skep.server.front.hive.session.ClientSession;
import java.util.Map;

/** What a server without a cache of footers answers: clients then read the files themselves. */
public final class FileMetadataHandler implements FileMetadataCache<ClientSession> {
    @Override
    public GetFileMetadataByExprResult getFileMetadataByExpr(GetFileMetadataByExprArgs args, ClientSession session) {
        return GetFileMetadataByExprResult.builder()
                .metadata(Map.of())
                .isSupported(false)
                .build();
    }

    @Override
    public GetFileMetadataResult getFileMetadata(GetFileMetadataArgs args, ClientSession session) {
        return GetFileMetadataResult.builder()
                .metadata(Map.of())
                .isSupported(false)
                .build();
    }

    @Override
    public PutFileMetadataResult putFileMetadata(PutFileMetadataArgs args, ClientSession session) {
        return PutFileMetadataResult.builder().build();
    }

    @Override
    public ClearFileMetadataResult clearFileMetadata(ClearFileMetadataArgs args, ClientSession session) {
        return ClearFileMetadataResult.builder().build();
    }

    @Override
    public CacheFileMetadataResult cacheFileMetadata(CacheFileMetadataArgs args, ClientSession session) {
        return CacheFileMetadataResult.builder().isSupported(false).build();
    }

    /** Nothing is cached that could be out of date. */
    @Override
    public void flushCache(FlushCacheArgs args, ClientSession session) {}
}
