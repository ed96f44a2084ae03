package dev.skep.server.front.hive;

class Hive31PartitionTest extends PartitionClientKit {
    Hive31PartitionTest() {
        super("hive-3.1");
    }
}
