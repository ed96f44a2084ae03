package dev.skep.server.front.hive;

import java.io.IOException;

class Hive23TablesTest extends HiveTablesKit {
    Hive23TablesTest() throws IOException {
        super("hive-2.3");
    }
}
