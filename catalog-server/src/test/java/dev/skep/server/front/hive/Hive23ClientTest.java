package dev.skep.server.front.hive;

import java.io.IOException;

class Hive23ClientTest extends HiveClientKit {
    Hive23ClientTest() throws IOException {
        super("hive-2.3");
    }
}
