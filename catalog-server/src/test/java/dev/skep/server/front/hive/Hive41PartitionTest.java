package dev.skep.server.front.hive;

class Hive41PartitionTest extends PartitionClientKit {
    Hive41PartitionTest() {
        super("hive-4.1");
    }
}
