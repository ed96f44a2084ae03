package dev.skep.server.front.hive;

import java.io.IOException;

class Hive41PartitionTest extends PartitionClientKit {
    Hive41PartitionTest() throws IOException {
        super("hive-4.1");
    }
}
