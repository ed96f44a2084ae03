package dev.skep.server.front.hive;

import java.io.IOException;

class Hive41TablesTest extends HiveTablesKit {
    Hive41TablesTest() throws IOException {
        super("hive-4.1");
    }
}
