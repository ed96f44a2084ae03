package dev.skep.server.front.hive;

import java.io.IOException;

class Hive41ClientTest extends HiveClientKit {
    Hive41ClientTest() throws IOException {
        super("hive-4.1");
    }
}
