package dev.skep.server.front.hive;

import java.io.IOException;

class Hive40PartitionTest extends PartitionClientKit {
    Hive40PartitionTest() throws IOException {
        super("hive-4.0");
    }
}
