package dev.skep.server.store.sql;

class MariaDbFilterAgreementIT extends FilterAgreementKit {
    MariaDbFilterAgreementIT() {
        super(new EmbeddedMariaDb());
    }
}
