package dev.skep.server.front.rest;

import java.util.Locale;

/**
 * Why a request was refused, as RFC 9457 shows it.
 *
 * @param status of HTTP
 * @param code stable, for programs
 * @param title the same for every problem with this code
 * @param detail what was wrong with this request, and the fix
 */
record Problem(int status, String code, String title, String detail) {
    static final String CONTENT_TYPE = "application/problem+json";

    String toJson(String requestId) {
        return RestJson.write(new Body(
                "urn:skep:problem:" + code.toLowerCase(Locale.ROOT).replace('_', '-'),
                title,
                status,
                detail,
                code,
                requestId));
    }

    private record Body(String type, String title, int status, String detail, String code, String requestId) {}
}
