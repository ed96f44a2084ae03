/** What happens in the catalog, as records that no wire knows. */
@org.jspecify.annotations.NullMarked
package dev.skep.server.model.event;
