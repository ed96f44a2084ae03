package dev.skep.thrift;

import org.apache.thrift.TException;

/** The memory that what is read may take. */
@FunctionalInterface
public interface Allowance {
    Allowance UNLIMITED = new Allowance() {
        @Override
        public void take(int bytes) {}
    };

    /**
     * Takes some of it, before it is used.
     *
     * @throws TException if there is not so much
     */
    void take(int bytes) throws TException;
}
