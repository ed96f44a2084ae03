package dev.skep.server.front.hive;

import java.io.IOException;

class Hive40ClientTest extends HiveClientKit {
    Hive40ClientTest() throws IOException {
        super("hive-4.0");
    }
}
