package dev.skep.server.front.rest;

import dev.skep.server.catalog.EventService;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.event.EventFilter;
import dev.skep.server.model.event.RecordedEvent;
import dev.skep.server.store.Listing;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What happened in the catalogs, oldest first. */
final class EventResource {
    private static final String ALL = "/api/v1/events";
    private static final long MAX_LIMIT = 1_000;

    private final EventService events;

    EventResource(EventService events) {
        this.events = events;
    }

    List<Route> routes() {
        return List.of(Route.get(ALL, Set.of("after", "limit"), this::list));
    }

    private Answer list(Request request) {
        long after = number(request, "after", 0, 0, Long.MAX_VALUE);
        int limit = (int) number(request, "limit", 100, 1, MAX_LIMIT);
        List<EventJson> found = new ArrayList<>();
        try (Listing<RecordedEvent> listing = events.list(EventFilter.ALL, after, limit)) {
            listing.forEach(event -> found.add(EventJson.of(event)));
        }
        return Answer.json(new Events(found, events.lastId()));
    }

    private static long number(Request request, String parameter, long ifAbsent, long least, long most) {
        String text = request.parameter(parameter).orElse(null);
        if (text == null) {
            return ifAbsent;
        }
        String wrong = "The query parameter '" + parameter + "' must be a whole number from " + least + " to " + most
                + ", not '" + text + "'";
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new CatalogException(ErrorKind.INVALID, wrong, e);
        }
        throw CatalogException.invalid(wrong);
    }

    private record Events(List<EventJson> events, long lastId) {}
}
