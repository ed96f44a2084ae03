package dev.skep.server.front.hive;

import java.io.IOException;

class Hive31ClientTest extends HiveClientKit {
    Hive31ClientTest() throws IOException {
        super("hive-3.1");
    }
}
