package dev.skep.server.front.hive.acid;

import dev.skep.hive.api.CheckLockArgs;
import dev.skep.hive.api.GetLockMaterializationRebuildArgs;
import dev.skep.hive.api.HeartbeatArgs;
import dev.skep.hive.api.HeartbeatLockMaterializationRebuildArgs;
import dev.skep.hive.api.HeartbeatRequest;
import dev.skep.hive.api.LockArgs;
import dev.skep.hive.api.LockResponse;
import dev.skep.hive.api.LockState;
import dev.skep.hive.api.Locks;
import dev.skep.hive.api.ShowLocksArgs;
import dev.skep.hive.api.ShowLocksResponse;
import dev.skep.hive.api.UnlockArgs;
import dev.skep.server.catalog.acid.LockService;
import dev.skep.server.front.hive.session.ClientSession;
import dev.skep.server.front.hive.translation.Translation;
import dev.skep.thrift.UnknownFields;
import java.util.Optional;

/** Locks on databases, tables and partitions. */
public final class LockHandler implements Locks<ClientSession> {
    private final LockService locks;

    public LockHandler(LockService locks) {
        this.locks = locks;
    }

    @Override
    public LockResponse lock(LockArgs args, ClientSession session) {
        return LockTranslator.toWire(locks.lock(LockTranslator.toModel(Translation.required(args.rqst(), "request"))));
    }

    @Override
    public LockResponse checkLock(CheckLockArgs args, ClientSession session) {
        return LockTranslator.toWire(
                locks.check(Translation.required(args.rqst(), "request").lockid()));
    }

    @Override
    public void unlock(UnlockArgs args, ClientSession session) {
        locks.unlock(Translation.required(args.rqst(), "request").lockid());
    }

    @Override
    public void heartbeat(HeartbeatArgs args, ClientSession session) {
        HeartbeatRequest request = Translation.required(args.ids(), "request");
        locks.heartbeat(
                Optional.ofNullable(LockTranslator.id(request.lockid())),
                Optional.ofNullable(LockTranslator.id(request.txnid())));
    }

    @Override
    public ShowLocksResponse showLocks(ShowLocksArgs args, ClientSession session) {
        return new ShowLocksResponse(
                locks.list(LockTranslator.toModel(Translation.required(args.rqst(), "request"))).stream()
                        .map(lock -> LockTranslator.toWire(lock, session.oldest()))
                        .toList(),
                UnknownFields.NONE);
    }

    @Override
    public LockResponse getLockMaterializationRebuild(GetLockMaterializationRebuildArgs args, ClientSession session) {
        boolean isMine = locks.lockRebuild(
                Translation.table(null, args.dbName(), args.tableName()),
                Translation.required(args.txnId(), "transaction id"));
        return LockResponse.builder()
                .lockid(Translation.required(args.txnId(), "transaction id"))
                .state(isMine ? LockState.ACQUIRED : LockState.NOT_ACQUIRED)
                .build();
    }

    @Override
    public boolean heartbeatLockMaterializationRebuild(
            HeartbeatLockMaterializationRebuildArgs args, ClientSession session) {
        return locks.heartbeatRebuild(
                Translation.table(null, args.dbName(), args.tableName()),
                Translation.required(args.txnId(), "transaction id"));
    }
}
