package dev.skep.server.front.rest;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Answers each request with what its route says, or with a problem; every reply and every log line bears the request's id. */
final class Responder {
    private static final Logger LOG = LoggerFactory.getLogger(Responder.class);
    private static final String REQUEST_ID = "X-Request-Id";
    private static final String MDC_KEY = "requestId";
    private static final String ROUTE = "route";
    private static final Pattern SOUND_ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    private final Doorkeeper doorkeeper;
    private final Operations operations;
    private final Supplier<String> requestIds;
    private final int maxBody;

    Responder(Doorkeeper doorkeeper, Operations operations, Supplier<String> requestIds, int maxBody) {
        this.doorkeeper = doorkeeper;
        this.operations = operations;
        this.requestIds = requestIds;
        this.maxBody = maxBody;
    }

    void begin(Context context) {
        String given = context.header(REQUEST_ID);
        String id = given != null && SOUND_ID.matcher(given).matches() ? given : requestIds.get();
        MDC.put(MDC_KEY, id);
        context.header(REQUEST_ID, id);
        context.header("X-Content-Type-Options", "nosniff");
        context.header("Cache-Control", "no-store");
    }

    void answer(Context context, Route route) {
        context.attribute(ROUTE, route.path());
        write(context, answered(context, route));
    }

    private Answer answered(Context context, Route route) {
        String id = requestId(context);
        try {
            doorkeeper.admit(context, route);
            return route.action().answer(new Request(context, route, maxBody));
        } catch (HttpRefusal e) {
            return e.answer(id);
        } catch (CatalogException e) {
            log(context, e);
            Answer answer = Answer.problem(RestErrors.problem(e.kind(), String.valueOf(e.getMessage())), id);
            return e.kind() == ErrorKind.UNAVAILABLE ? answer.withHeader("Retry-After", "1") : answer;
        } catch (RuntimeException e) {
            LOG.error("{} {} failed", context.method(), context.path(), e);
            return Answer.problem(defect(), id);
        }
    }

    private static void log(Context context, CatalogException e) {
        switch (e.kind()) {
            case UNAVAILABLE, UNKNOWN_OUTCOME, INTERNAL ->
                LOG.warn("{} {} was refused with {}", context.method(), context.path(), e.kind(), e);
            case INVALID,
                    INVALID_PARTITION_NAME,
                    INVALID_LOCATION,
                    NOT_FOUND_CATALOG,
                    NOT_FOUND_DATABASE,
                    NOT_FOUND_TABLE,
                    NOT_FOUND_PARTITION,
                    NOT_FOUND_OTHER,
                    NOT_FOUND_TRANSACTION,
                    TRANSACTION_ABORTED,
                    NOT_FOUND_LOCK,
                    TRANSACTION_OPEN,
                    ALREADY_EXISTS,
                    NOT_EMPTY,
                    IN_USE,
                    CONFLICT,
                    TOO_LARGE,
                    UNSUPPORTED ->
                LOG.debug("{} {} was refused with {}", context.method(), context.path(), e.kind(), e);
        }
    }

    /** Answers a request that no route takes. */
    void unmatched(HttpResponseException e, Context context) {
        if (e instanceof MethodNotAllowedResponse) {
            String allowed = e.getDetails().values().stream().findFirst().orElse("");
            context.header("Allow", allowed + ", OPTIONS");
            if (context.method().name().equals("OPTIONS")) {
                write(context, Answer.noContent());
            } else {
                refuse(context, HttpRefusal.methodNotAllowed(context.method().name(), context.path(), allowed));
            }
        } else {
            refuse(context, HttpRefusal.noSuchPath(context.path()));
        }
    }

    private static void refuse(Context context, HttpRefusal refusal) {
        write(context, refusal.answer(requestId(context)));
    }

    /** Answers a request that broke the server itself, such as by using up its memory. */
    void failed(HttpServletResponse response, Error error) {
        LOG.error("A request failed", error);
        Answer answer = Answer.problem(defect(), response.getHeader(REQUEST_ID));
        try {
            if (!response.isCommitted()) {
                response.setStatus(answer.status());
                response.setContentType(answer.contentType());
                response.getOutputStream().write(bytes(answer));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void end(Context context, Duration time) {
        String route = context.attribute(ROUTE);
        operations.answered(
                context.method().name(),
                route == null ? "none" : route,
                context.status().getCode(),
                time);
        MDC.remove(MDC_KEY);
    }

    private static Problem defect() {
        return RestErrors.problem(
                ErrorKind.INTERNAL, "The server failed; its log has the cause, with the id of this request");
    }

    private static String requestId(Context context) {
        return context.res().getHeader(REQUEST_ID);
    }

    private static void write(Context context, Answer answer) {
        UnreadBody.settle(context);
        context.status(answer.status());
        answer.headers().forEach(context::header);
        byte[] body = bytes(answer);
        if (body.length > 0) {
            context.contentType(answer.contentType());
            context.res().setContentLength(body.length);
            context.result(body);
        }
    }

    private static byte[] bytes(Answer answer) {
        return answer.body().getBytes(StandardCharsets.UTF_8);
    }
}
