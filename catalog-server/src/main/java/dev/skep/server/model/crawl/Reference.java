package dev.skep.server.model.crawl;

/** What a crawler names. */
public record Reference(Kind kind, String name) {
    /** Of what. */
    public enum Kind {
        CRAWLER,
        CONNECTION,
        CLASSIFIER,
        /** By its URL. Two crawlers with one queue would take each other's messages. */
        QUEUE
    }
}
