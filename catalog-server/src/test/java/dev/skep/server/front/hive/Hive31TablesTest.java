package dev.skep.server.front.hive;

import java.io.IOException;

class Hive31TablesTest extends HiveTablesKit {
    Hive31TablesTest() throws IOException {
        super("hive-3.1");
    }
}
