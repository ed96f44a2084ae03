package dev.skep.server.front.hive;

import java.io.IOException;

class Hive31PartitionTest extends PartitionClientKit {
    Hive31PartitionTest() throws IOException {
        super("hive-3.1");
    }
}
