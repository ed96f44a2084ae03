package dev.skep.server.front.hive;

import java.io.IOException;

class Hive23PartitionTest extends PartitionClientKit {
    Hive23PartitionTest() throws IOException {
        super("hive-2.3");
    }
}
