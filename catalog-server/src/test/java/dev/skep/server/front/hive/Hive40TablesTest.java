package dev.skep.server.front.hive;

import java.io.IOException;

class Hive40TablesTest extends HiveTablesKit {
    Hive40TablesTest() throws IOException {
        super("hive-4.0");
    }
}
