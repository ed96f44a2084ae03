package dev.skep.server.front.hive.event;

import dev.skep.hive.api.AddWriteNotificationLogArgs;
import dev.skep.hive.api.AddWriteNotificationLogInBatchArgs;
import dev.skep.hive.api.CmRecycleArgs;
import dev.skep.hive.api.CmRecycleResponse;
import dev.skep.hive.api.CurrentNotificationEventId;
import dev.skep.hive.api.Events;
import dev.skep.hive.api.FireEventRequest;
import dev.skep.hive.api.FireEventRequestData;
import dev.skep.hive.api.FireEventResponse;
import dev.skep.hive.api.FireListenerEventArgs;
import dev.skep.hive.api.GetAllWriteEventInfoArgs;
import dev.skep.hive.api.GetAllWriteEventInfoRequest;
import dev.skep.hive.api.GetCurrentNotificationEventIdArgs;
import dev.skep.hive.api.GetNextNotificationArgs;
import dev.skep.hive.api.GetNotificationEventsCountArgs;
import dev.skep.hive.api.InsertEventRequestData;
import dev.skep.hive.api.NotificationEvent;
import dev.skep.hive.api.NotificationEventRequest;
import dev.skep.hive.api.NotificationEventResponse;
import dev.skep.hive.api.NotificationEventsCountRequest;
import dev.skep.hive.api.NotificationEventsCountResponse;
import dev.skep.hive.api.WriteEventInfo;
import dev.skep.hive.api.WriteNotificationLogBatchRequest;
import dev.skep.hive.api.WriteNotificationLogBatchResponse;
import dev.skep.hive.api.WriteNotificationLogRequest;
import dev.skep.hive.api.WriteNotificationLogResponse;
import dev.skep.server.catalog.EventService;
import dev.skep.server.catalog.EventService.Insertion;
import dev.skep.server.catalog.EventService.Reported;
import dev.skep.server.front.hive.session.ClientSession;
import dev.skep.server.front.hive.translation.Translation;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.DatabaseName;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.Names;
import dev.skep.server.model.TableName;
import dev.skep.server.model.event.DataFile;
import dev.skep.server.model.event.EventFilter;
import dev.skep.server.model.event.RecordedEvent;
import dev.skep.server.store.Listing;
import dev.skep.thrift.Elements;
import dev.skep.thrift.Generation;
import dev.skep.thrift.UnknownFields;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The notification log, and what clients report to it. */
public final class EventHandler implements Events<ClientSession> {
    private final EventService events;
    private final boolean compressesMessages;

    /** @param compressesMessages where the client can read them so */
    public EventHandler(EventService events, boolean compressesMessages) {
        this.events = events;
        this.compressesMessages = compressesMessages;
    }

    private HiveEventMessages messages(ClientSession session) {
        return new HiveEventMessages(
                session.generation(), compressesMessages && session.oldest().atLeast(Generation.HIVE_4));
    }

    @Override
    public NotificationEventResponse getNextNotification(GetNextNotificationArgs args, ClientSession session) {
        NotificationEventRequest request = Translation.required(args.rqst(), "request");
        Integer most = request.maxEvents();
        EventFilter filter = filter(
                Translation.orEmpty(request.eventTypeList()),
                Translation.orEmpty(request.eventTypeSkipList()),
                request.catName(),
                request.dbName(),
                Translation.orEmpty(request.tableNames()));
        Listing<RecordedEvent> found = events.list(filter, request.lastEvent(), most == null || most <= 0 ? -1 : most);
        HiveEventMessages messages = messages(session);
        return new NotificationEventResponse(
                new ListedElements<NotificationEvent>(found.map(messages::of)), UnknownFields.NONE);
    }

    @Override
    public CurrentNotificationEventId getCurrentNotificationEventId(
            GetCurrentNotificationEventIdArgs args, ClientSession session) {
        return new CurrentNotificationEventId(events.lastId(), UnknownFields.NONE);
    }

    @Override
    public NotificationEventsCountResponse getNotificationEventsCount(
            GetNotificationEventsCountArgs args, ClientSession session) {
        NotificationEventsCountRequest request = Translation.required(args.rqst(), "request");
        EventFilter filter = filter(
                List.of(),
                List.of(),
                request.catName(),
                Translation.required(request.dbName(), "database name"),
                Translation.orEmpty(request.tableNames()));
        Long upTo = request.toEventId();
        long count = events.count(filter, request.fromEventId(), upTo == null ? Long.MAX_VALUE : upTo);
        Long limit = request.limit();
        return new NotificationEventsCountResponse(
                limit == null || limit <= 0 ? count : Math.min(limit, count), UnknownFields.NONE);
    }

    @Override
    public FireEventResponse fireListenerEvent(FireListenerEventArgs args, ClientSession session) {
        FireEventRequest request = Translation.required(args.rqst(), "request");
        TableName table = Translation.table(request.catName(), request.dbName(), request.tableName());
        List<String> partition = Translation.orEmpty(request.partitionVals());
        return FireEventResponse.builder()
                .eventIds(fired(request, table, partition))
                .build();
    }

    private List<Long> fired(FireEventRequest request, TableName table, List<String> partition) {
        FireEventRequestData data = request.data();
        if (data instanceof FireEventRequestData.InsertData one) {
            return events.inserted(table, List.of(insertion(one.value(), partition)));
        }
        if (data instanceof FireEventRequestData.InsertDatas several) {
            return events.inserted(
                    table,
                    several.value().stream()
                            .map(each -> insertion(each, partition))
                            .toList());
        }
        if (data instanceof FireEventRequestData.RefreshEvent refresh) {
            return events.reloaded(table, partition, Translation.orEmpty(request.tblParams()), refresh.value());
        }
        throw CatalogException.invalid("The event about table " + table
                + " is of no kind that is known: it has to be an" + " insert or a reload");
    }

    @Override
    public WriteNotificationLogResponse addWriteNotificationLog(
            AddWriteNotificationLogArgs args, ClientSession session) {
        WriteNotificationLogRequest request = Translation.required(args.rqst(), "request");
        events.wrote(Translation.table(null, request.db(), request.table()), List.of(reported(request)));
        return new WriteNotificationLogResponse(UnknownFields.NONE);
    }

    @Override
    public WriteNotificationLogBatchResponse addWriteNotificationLogInBatch(
            AddWriteNotificationLogInBatchArgs args, ClientSession session) {
        WriteNotificationLogBatchRequest request = Translation.required(args.rqst(), "request");
        events.wrote(
                Translation.table(request.catalog(), request.db(), request.table()),
                request.requestList().stream().map(EventHandler::reported).toList());
        return new WriteNotificationLogBatchResponse(UnknownFields.NONE);
    }

    private static Reported reported(WriteNotificationLogRequest request) {
        return new Reported(
                request.txnId(),
                request.writeId(),
                insertion(request.fileInfo(), Translation.orEmpty(request.partitionVals())));
    }

    @Override
    public Elements<WriteEventInfo> getAllWriteEventInfo(GetAllWriteEventInfoArgs args, ClientSession session) {
        GetAllWriteEventInfoRequest request = Translation.required(args.request(), "request");
        String database = request.dbName();
        String table = request.tableName();
        HiveEventMessages messages = messages(session);
        return Elements.of(events
                .writes(
                        request.txnId(),
                        database == null
                                ? null
                                : Names.hiveDatabase(null, database).value(),
                        table == null ? null : folded(table))
                .stream()
                .map(messages::of)
                .toList());
    }

    /** Files are never moved aside here: whoever asks is told so, rather than left to believe in a copy. */
    @Override
    public CmRecycleResponse cmRecycle(CmRecycleArgs args, ClientSession session) {
        throw new CatalogException(
                ErrorKind.UNSUPPORTED, "Files are not kept for replication when they are replaced: copy them first");
    }

    static Insertion insertion(InsertEventRequestData data, List<String> partitionOfRequest) {
        List<String> partition = data.partitionVal() == null ? partitionOfRequest : data.partitionVal();
        List<String> checksums = Translation.orEmpty(data.filesAddedChecksum());
        List<String> directories = Translation.orEmpty(data.subDirectoryList());
        List<DataFile> files = new ArrayList<>();
        for (int i = 0; i < data.filesAdded().size(); i++) {
            files.add(new DataFile(data.filesAdded().get(i), at(checksums, i), at(directories, i)));
        }
        return new Insertion(partition, Translation.isTrue(data.replace()), files);
    }

    private static @Nullable String at(List<String> list, int index) {
        return index < list.size() ? list.get(index) : null;
    }

    private static EventFilter filter(
            List<String> types,
            List<String> skippedTypes,
            @Nullable String catalog,
            @Nullable String database,
            Collection<String> tables) {
        DatabaseName within = database == null ? null : Names.hiveDatabase(catalog, database);
        Set<String> names = tables.stream().map(EventHandler::folded).collect(Collectors.toSet());
        return new EventFilter(
                HiveEventTypes.kinds(types, skippedTypes),
                catalog == null ? null : Names.catalog(catalog).value(),
                within == null ? null : within.value(),
                names);
    }

    private static String folded(String name) {
        return Names.table(Names.database(Names.DEFAULT_CATALOG, Names.DEFAULT_DATABASE), name)
                .value();
    }
}
