package dev.skep.crawler.events;

/**
 * An object of a store that has changed, as the store says.
 *
 * @param key as objects have it, not percent-encoded
 * @param removed true if it went, false if it came, was written anew or can be read again
 */
public record ObjectChange(String bucket, String key, boolean removed) {}
