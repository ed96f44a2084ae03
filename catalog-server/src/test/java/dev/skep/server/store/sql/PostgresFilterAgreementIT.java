package dev.skep.server.store.sql;

class PostgresFilterAgreementIT extends FilterAgreementKit {
    PostgresFilterAgreementIT() {
        super(new EmbeddedPostgresql());
    }
}
