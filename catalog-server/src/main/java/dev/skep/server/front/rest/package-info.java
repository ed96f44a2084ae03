/**
 * The native REST interface, as {@code openapi/skep-v1.yaml} describes it. The only package that imports Javalin and
 * Jetty.
 */
@NullMarked
package dev.skep.server.front.rest;

import org.jspecify.annotations.NullMarked;
