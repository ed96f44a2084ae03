package dev.skep.server.front.rest;

import dev.skep.server.model.event.EventSubject;
import dev.skep.server.model.event.RecordedEvent;
import org.jspecify.annotations.Nullable;

/** That something happened, and to what. */
record EventJson(
        long id,
        String at,
        String kind,
        @Nullable String catalog,
        @Nullable String database,
        @Nullable String table) {
    static EventJson of(RecordedEvent recorded) {
        EventSubject subject = recorded.event().subject();
        return new EventJson(
                recorded.id(),
                recorded.at().toString(),
                recorded.event().kind().name(),
                subject.catalog(),
                subject.database(),
                subject.table());
    }
}
