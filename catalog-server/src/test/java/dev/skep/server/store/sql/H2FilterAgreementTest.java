package dev.skep.server.store.sql;

class H2FilterAgreementTest extends FilterAgreementKit {
    H2FilterAgreementTest() {
        super(new H2Memory());
    }
}
